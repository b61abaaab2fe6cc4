/** Ways in that are neither typed words nor a button of ours: a platform's own pages, menus, searches and links. */
import type { ActionToken } from './button';
import type { Arrival } from './arrival';
import type { Context } from './context';
import type { Reply, View } from './reply';

/** A message that somebody wrote, handed over to be kept. A type, not an interface: a form carries it as JSON. */
export type Message = {
  readonly text: string;
  readonly author: string;
  /** Its address in the chat, where the platform has one. */
  readonly link?: string | undefined;
};

/** One thing that a search found. */
export interface Hit {
  readonly title: string;
  readonly about: string;
  /** Choosing it is as good as pressing this. */
  readonly pick: ActionToken;
}

export interface Hits {
  readonly hits: readonly Hit[];
  /** Why there is nothing, for the person; empty otherwise. */
  readonly say: string;
}

/** As a platform asks. None of these rejects. */
export interface Entrances {
  /** The titles of the forms below, known before anything is looked up. */
  readonly titles: { readonly search: string; readonly keep: string };
  /** The person's own page. */
  home(arrival: Arrival): Promise<View>;
  /** The form to look something up in. */
  search(arrival: Arrival): Promise<Reply>;
  /** The form that keeps a message. */
  keep(message: Message, arrival: Arrival): Promise<Reply>;
  /** What matches while somebody types. */
  hits(typed: string, arrival: Arrival): Promise<Hits>;
  /** The card that a link leads to; undefined for a link that is none of ours, or none for this person. */
  unfurl(link: string, arrival: Arrival): Promise<View | undefined>;
}

/** What the features provide for them. */
export interface Entries<S> {
  /** The ids of two forms: the first is opened with no state, the second with `{ message }`. */
  readonly search: string;
  readonly keep: string;
  home(context: Context<S>): Promise<View>;
  hits(context: Context<S>, typed: string): Promise<readonly Hit[]>;
  unfurl(context: Context<S>, link: string): Promise<View | undefined>;
}
