/** A bot that answers as told and remembers what it heard: stands behind a platform where no feature is wanted. */
import type { Interaction, MessageRef } from '../../src/core/interaction';
import type { Bot } from '../../src/core/bot';
import type { FormSubmission, RawValues } from '../../src/core/forms/form-view';
import type { Reply, View } from '../../src/core/reply';

/** What it does, and for words by their text what they end in. */
export type BotScript = Partial<Omit<Bot, 'route'>> & {
  command?(text: string, arrival: Interaction): Promise<Reply>;
  formTitleForCommand?(text: string): string | undefined;
  changesAtOnce?(text: string): boolean;
};

export interface ScriptedBot extends Bot {
  /** Every arrival, with the words, the button, or the form that it brought. */
  readonly calls: readonly {
    readonly what: unknown;
    readonly arrival: Interaction;
    readonly raw?: RawValues;
    readonly filled?: FormSubmission;
  }[];
  readonly shownCards: readonly { readonly card: MessageRef; readonly view: View }[];
  /** Answers differently from now on. */
  script(changes: BotScript): void;
}

export function createScriptedBot(initial: BotScript = {}): ScriptedBot {
  const calls: ScriptedBot['calls'][number][] = [];
  const shownCards: ScriptedBot['shownCards'][number][] = [];
  const overrides: BotScript = { ...initial };
  const none = Promise.resolve({ kind: 'none' } as const);
  return {
    calls,
    shownCards,
    script: (changes) => void Object.assign(overrides, changes),
    route: (text) => ({
      formTitle: overrides.formTitleForCommand?.(text),
      changesAtOnce: overrides.changesAtOnce?.(text) ?? false,
      run(arrival) {
        calls.push({ what: text, arrival });
        return overrides.command?.(text, arrival) ?? none;
      },
    }),
    formTitleForButton: (token) => overrides.formTitleForButton?.(token),
    act(token, arrival) {
      calls.push({ what: token, arrival });
      return overrides.act?.(token, arrival) ?? none;
    },
    open(key, arrival) {
      calls.push({ what: key, arrival });
      return overrides.open?.(key, arrival) ?? none;
    },
    check: (key, raw) => overrides.check?.(key, raw) ?? Promise.resolve({}),
    suggest(key, lookup, arrival) {
      calls.push({ what: lookup, arrival });
      return overrides.suggest?.(key, lookup, arrival) ?? Promise.resolve([]);
    },
    submit(key, filled, arrival) {
      calls.push({ what: key, arrival, raw: filled.values, filled });
      return overrides.submit?.(key, filled, arrival) ?? none;
    },
    titles: { search: 'Find an opportunity', saveMessage: 'Add as a note' },
    home(arrival) {
      calls.push({ what: 'home', arrival });
      return (
        overrides.home?.(arrival) ??
        Promise.resolve({ card: 'notice', model: { title: 'Home', say: '' }, text: 'Home' })
      );
    },
    search(arrival) {
      calls.push({ what: 'search', arrival });
      return overrides.search?.(arrival) ?? none;
    },
    saveMessage(message, arrival) {
      calls.push({ what: message, arrival });
      return overrides.saveMessage?.(message, arrival) ?? none;
    },
    findMatches(typed, arrival) {
      calls.push({ what: { typed }, arrival });
      return overrides.findMatches?.(typed, arrival) ?? Promise.resolve({ results: [], problem: '' });
    },
    unfurl(link, arrival) {
      calls.push({ what: { link }, arrival });
      return overrides.unfurl?.(link, arrival) ?? Promise.resolve(undefined);
    },
    trackCard(card, view) {
      shownCards.push({ card, view });
      return Promise.resolve();
    },
  };
}
