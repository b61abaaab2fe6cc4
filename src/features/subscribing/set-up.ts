/** Setting up what comes to a conversation by itself, digests and watches: where it comes, who may change it, the card that lists it. */
import type { Conversation, Person } from '../../core/interaction';
import { isSamePerson } from '../../core/account-links';
import { AccessDenied } from '../../core/errors';
import type { FeatureContext } from '../services';
import { invalidSubmission, type InvalidSubmission } from '../../core/forms/definition';
import type { ActionRef } from '../../core/cards/button';
import type { View } from '../../core/reply';

/** A digest or a watch. */
interface OwnedItem {
  readonly place: Conversation;
  readonly author: Person;
  readonly resource: number;
  /** Whoever set it up lost access: anybody may take it over. */
  readonly abandoned?: boolean | undefined;
}

const texts = {
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

/** What comes to a private conversation belongs to that person. */
export const isPrivateToOther = (
  { interaction }: FeatureContext,
  { place: conversation, author }: Pick<OwnedItem, 'place' | 'author'>,
): boolean => conversation.kind === 'direct' && !isSamePerson(author, interaction.person);

/** Throws `AccessDenied` with whom to ask. `existing` is undefined for a new one. In private everybody may set up their own. */
export function assertEditor(context: FeatureContext, what: keyof typeof texts, existing: OwnedItem | undefined): void {
  const { interaction, services } = context;
  const { digestEditors: editors } = services;
  if (existing !== undefined && isPrivateToOther(context, existing)) throw new AccessDenied(texts[what].private);
  if (editors === 'everyone' || (existing?.place ?? interaction.conversation).kind === 'direct') return;
  if (editors === 'author') assertAuthor(context, what, existing);
  else assertListed(context, what, editors);
}

function assertAuthor({ user }: FeatureContext, what: keyof typeof texts, existing: OwnedItem | undefined): void {
  if (existing === undefined || existing.resource === user.id || existing.abandoned === true) return;
  const { name } = existing.author;
  throw new AccessDenied(`${texts[what].this} ${name}, ${texts[what].alone}.`, { hint: `Ask ${name}.` });
}

function assertListed({ user }: FeatureContext, what: keyof typeof texts, editors: readonly string[]): void {
  if (editors.includes(user.email.toLowerCase())) return;
  throw new AccessDenied(texts[what].none, { hint: `Ask ${editors.join(' or ')}.` });
}

/** In private it is the person's own conversation with the bot; set up in a thread, it is the channel. */
export async function conversationFor({ interaction, services }: FeatureContext): Promise<Conversation> {
  const { platform, tenant, conversation, kind } = interaction.conversation;
  return kind === 'direct' ? services.outlet.direct(interaction.person) : { platform, tenant, conversation, kind };
}

/** Why the bot cannot post there, for the form; undefined where it can. */
export async function postingProblemIn(
  { services }: FeatureContext,
  conversation: Conversation,
): Promise<InvalidSubmission | undefined> {
  const problem = await services.outlet.findPostingProblem(conversation);
  return problem && invalidSubmission({}, `${problem.userMessage} ${problem.hint}`);
}

export interface SettingsRow {
  readonly title: string;
  readonly about: string;
  readonly actions: readonly ActionRef[];
}
interface SettingsModel {
  readonly title: string;
  /** What just happened; empty when it was merely looked up. */
  readonly news: string;
  readonly rows: readonly SettingsRow[];
  readonly hint: string;
  readonly controls: readonly ActionRef[];
}

export function settingsView(settings: SettingsModel): View {
  const { title, news, rows, hint } = settings;
  const lines = [title, news, ...rows.map((row) => `${row.title}: ${row.about}`), hint];
  return { card: 'settings', model: settings, text: lines.filter((line) => line !== '').join('\n') };
}
