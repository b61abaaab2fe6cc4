/** What a feature answers: a value. Only the adapter speaks to the platform. */
import type { Person } from './interaction';
import type { FormView } from './forms/form-view';

/** For whom a card is drawn: decides the language of numbers and dates, and which day it is. */
export type Viewer = Pick<Person, 'timezone' | 'locale'> & {
  /** With whose eyes: it is drawn anew as long as they may read. */
  readonly person?: Person;
};

/** Somebody to mention; merely named where the platform does not find them in its own directory. */
export interface Mention {
  readonly name: string;
  /** Ids on the platforms, and e-mail addresses that are theirs alone. */
  readonly ids: readonly string[];
  readonly emails: readonly string[];
}

/** A card to be drawn: its name, the model that its templates bind to, and the words where no card can be drawn. */
export interface View {
  readonly card: string;
  readonly model: object;
  /** Plain fallback for notifications and screen readers; never empty. */
  readonly text: string;
  /** What the card is about, such as `opportunity:123`: cards of one subject are updated together. */
  readonly subject?: string;
  readonly viewer?: Viewer;
  /** Said where the card's template says so, and only in a message that is new: one that is changed pings nobody. */
  readonly mentions?: readonly Mention[];
}

/** Something was changed that other cards show as well: they are drawn anew, each for the one it was drawn for. */
export interface CardChange {
  readonly subject: string;
  /** What happened, as the cards tell it. */
  readonly summary: string;
}

/** A card about something is drawn anew later on: for the one who sees it now. */
export function withViewer(view: View, person: Person): View {
  if (view.subject === undefined) return view;
  const { timezone, locale } = person;
  const viewer = {
    person,
    ...(timezone === undefined ? {} : { timezone }),
    ...(locale === undefined ? {} : { locale }),
  };
  return { ...view, viewer };
}

export type Reply =
  | { readonly kind: 'show'; readonly view: View; readonly to: 'everyone' | 'asker' }
  | { readonly kind: 'replace'; readonly view: View; readonly change?: CardChange }
  | { readonly kind: 'form'; readonly form: FormView }
  | { readonly kind: 'none' };

export const showToAsker = (view: View): Reply => ({ kind: 'show', view, to: 'asker' });
export const showToEveryone = (view: View): Reply => ({ kind: 'show', view, to: 'everyone' });
export const replaceWith = (view: View): Reply => ({ kind: 'replace', view });
