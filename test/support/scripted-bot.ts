/** A bot that answers as told and remembers what it heard: stands behind a platform where no feature is wanted. */
import type { Arrival, CardRef } from '../../src/core/arrival';
import type { Bot } from '../../src/core/bot';
import type { Filled, RawValues } from '../../src/core/form-view';
import type { View } from '../../src/core/reply';

export interface ScriptedBot extends Bot {
  /** Every arrival, with the words, the button, or the form that it brought. */
  readonly heard: readonly {
    readonly what: unknown;
    readonly arrival: Arrival;
    readonly raw?: RawValues;
    readonly filled?: Filled;
  }[];
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
    changesByWords: (text) => script.changesByWords?.(text) ?? false,
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
    submit(key, filled, arrival) {
      heard.push({ what: key, arrival, raw: filled.values, filled });
      return script.submit?.(key, filled, arrival) ?? none;
    },
    titles: { search: 'Find an opportunity', keep: 'Add as a note' },
    home(arrival) {
      heard.push({ what: 'home', arrival });
      return (
        script.home?.(arrival) ?? Promise.resolve({ card: 'notice', model: { title: 'Home', say: '' }, text: 'Home' })
      );
    },
    search(arrival) {
      heard.push({ what: 'search', arrival });
      return script.search?.(arrival) ?? none;
    },
    keep(message, arrival) {
      heard.push({ what: message, arrival });
      return script.keep?.(message, arrival) ?? none;
    },
    hits(typed, arrival) {
      heard.push({ what: { typed }, arrival });
      return script.hits?.(typed, arrival) ?? Promise.resolve({ hits: [], say: '' });
    },
    unfurl(link, arrival) {
      heard.push({ what: { link }, arrival });
      return script.unfurl?.(link, arrival) ?? Promise.resolve(undefined);
    },
    shown(card, view) {
      showed.push({ card, view });
      return Promise.resolve();
    },
  };
}
