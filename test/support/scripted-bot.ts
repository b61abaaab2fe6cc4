/** A bot that answers as told and remembers what it heard: stands behind a platform where no feature is wanted. */
import type { Arrival, CardRef } from '../../src/core/arrival';
import type { Bot } from '../../src/core/bot';
import type { RawValues } from '../../src/core/form';
import type { View } from '../../src/core/reply';

export interface ScriptedBot extends Bot {
  /** Every arrival, with the words, the button, or the form that it brought. */
  readonly heard: readonly { readonly what: unknown; readonly arrival: Arrival; readonly raw?: RawValues }[];
  readonly showed: readonly { readonly card: CardRef; readonly view: View }[];
  /** Answers differently from now on. */
  script(changes: Partial<Bot>): void;
}

export function scriptedBot(initial: Partial<Bot> = {}): ScriptedBot {
  const heard: ScriptedBot['heard'][number][] = [];
  const showed: ScriptedBot['showed'][number][] = [];
  const script: Partial<Bot> = { ...initial };
  const none = Promise.resolve({ kind: 'none' } as const);
  return {
    heard,
    showed,
    script: (changes) => void Object.assign(script, changes),
    opensByWords: (text) => script.opensByWords?.(text),
    opensByPress: (token) => script.opensByPress?.(token),
    command(text, arrival) {
      heard.push({ what: text, arrival });
      return script.command?.(text, arrival) ?? none;
    },
    act(token, arrival) {
      heard.push({ what: token, arrival });
      return script.act?.(token, arrival) ?? none;
    },
    open(key, arrival) {
      heard.push({ what: key, arrival });
      return script.open?.(key, arrival) ?? none;
    },
    check: (key, raw) => script.check?.(key, raw) ?? Promise.resolve({}),
    suggest(key, lookup, arrival) {
      heard.push({ what: lookup, arrival });
      return script.suggest?.(key, lookup, arrival) ?? Promise.resolve([]);
    },
    submit(key, raw, arrival) {
      heard.push({ what: key, arrival, raw });
      return script.submit?.(key, raw, arrival) ?? none;
    },
    shown(card, view) {
      showed.push({ card, view });
      return Promise.resolve();
    },
  };
}
