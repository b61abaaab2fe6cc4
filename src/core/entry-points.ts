/** Ways in that are neither typed words nor a button of ours: a platform's own pages, menus, searches and links. */
import type { ActionToken } from './cards/button';
import type { Interaction } from './interaction';
import type { Context } from './context';
import type { Reply, View } from './reply';

/** A message that somebody wrote, handed over to be kept. A type, not an interface: a form carries it as JSON. */
export type ChatMessage = {
  readonly text: string;
  readonly author: string;
  /** Its address in the chat, where the platform has one. */
  readonly link?: string | undefined;
};

/** One thing that a search found. */
export interface SearchResult {
  readonly title: string;
  readonly description: string;
  /** Choosing it is as good as pressing this. */
  readonly pick: ActionToken;
}

export interface SearchResults {
  readonly results: readonly SearchResult[];
  /** Why there is nothing, for the person; empty otherwise. */
  readonly problem: string;
}

/** As a platform asks. None of these rejects. */
export interface EntryPoints {
  /** The titles of the forms below, known before anything is looked up. */
  readonly titles: { readonly search: string; readonly saveMessage: string };
  /** The person's own page. */
  home(interaction: Interaction): Promise<View>;
  /** The form to look something up in. */
  search(interaction: Interaction): Promise<Reply>;
  /** The form that keeps a message. */
  saveMessage(message: ChatMessage, interaction: Interaction): Promise<Reply>;
  /** What matches while somebody types. */
  findMatches(typed: string, interaction: Interaction): Promise<SearchResults>;
  /** The card that a link leads to; undefined for a link that is none of ours, or none for this person. */
  unfurl(link: string, interaction: Interaction): Promise<View | undefined>;
}

/** What the features provide for them. */
export interface EntryPointHandlers<S> {
  /** The ids of two forms: the first is opened with no state, the second with `{ message }`. */
  readonly searchFormId: string;
  readonly saveMessageFormId: string;
  home(context: Context<S>): Promise<View>;
  findMatches(context: Context<S>, typed: string): Promise<readonly SearchResult[]>;
  unfurl(context: Context<S>, link: string): Promise<View | undefined>;
}
