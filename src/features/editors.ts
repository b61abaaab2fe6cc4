/** Who may set up what comes to a conversation by itself, digests and watches, and change it: the administrator's choice. */
import type { Place, Person } from '../core/arrival';
import { isSomebody } from '../core/connections';
import { NotAllowed } from '../core/errors';
import type { Here } from './services';

/** A digest or a watch. */
interface SetUp {
  readonly place: Place;
  readonly author: Person;
  readonly resource: number;
  /** Whoever set it up is gone: then anybody may take it over. */
  readonly abandoned?: boolean | undefined;
}

const words = {
  digest: {
    this: 'This digest was set up by',
    alone: 'who alone may change it',
    none: 'You may not set digests up or change them.',
    private: 'This digest comes to somebody else in private.',
  },
  watch: {
    this: 'What is watched here was set up by',
    alone: 'who alone may change or stop that',
    none: 'You may not set up or stop what I watch for a conversation.',
    private: 'That is watched for somebody else in private.',
  },
} as const;

/** What comes to a private conversation is its person's own. */
export const isForOthers = ({ arrival }: Here, { place, author }: Pick<SetUp, 'place' | 'author'>): boolean =>
  place.kind === 'direct' && !isSomebody(author, arrival.person);

/** Throws `NotAllowed`, saying whom to ask. `before` is undefined for a new one. In private everybody may set up their own. */
export function checkEditor(context: Here, what: keyof typeof words, before: SetUp | undefined): void {
  const { arrival, services } = context;
  const { digestEditors: editors } = services;
  if (before !== undefined && isForOthers(context, before)) throw new NotAllowed(words[what].private);
  if (editors === 'everyone' || (before?.place ?? arrival.place).kind === 'direct') return;
  if (editors === 'author') checkAuthor(context, what, before);
  else checkListed(context, what, editors);
}

function checkAuthor({ me }: Here, what: keyof typeof words, before: SetUp | undefined): void {
  if (before === undefined || before.resource === me.id || before.abandoned === true) return;
  const { name } = before.author;
  throw new NotAllowed(`${words[what].this} ${name}, ${words[what].alone}.`, { next: `Ask ${name}.` });
}

function checkListed({ me }: Here, what: keyof typeof words, editors: readonly string[]): void {
  if (editors.includes(me.email.toLowerCase())) return;
  throw new NotAllowed(words[what].none, { next: `Ask ${editors.join(' or ')}.` });
}
