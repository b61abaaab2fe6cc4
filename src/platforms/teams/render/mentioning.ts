/** Who is pinged by a new card, and how it says so: nothing else ever writes `<at>`. */
import { z } from 'zod';
import type { Conversation } from '../../../core/interaction';
import type { Logger } from '../../../core/log';
import type { Mention, View } from '../../../core/reply';
import { md } from '../../../render/escapes';
import type { Connector } from '../outbound/connector';
import { memberSchema, membershipOf } from '../identity/people';

export interface Mentions {
  /** In the card's Markdown. */
  readonly words: string;
  /** Without these, `<at>` is words. */
  readonly entities: readonly object[];
}
export const noMentions: Mentions = { words: '', entities: [] };

/** Never rejects: who is not found in the conversation is named. */
export type ResolveMentions = (conversation: Conversation, view: View) => Promise<Mentions>;

const rosterMemberSchema = memberSchema.extend({ id: z.string().min(1) });
type RosterMember = z.infer<typeof rosterMemberSchema>;

export function createMentionResolver({ loadMembers }: Pick<Connector, 'loadMembers'>, log: Logger): ResolveMentions {
  async function loadMentionable(conversation: Conversation): Promise<readonly RosterMember[]> {
    try {
      const members = (await loadMembers(conversation)).flatMap((one) => rosterMemberSchema.safeParse(one).data ?? []);
      return members.filter((one) => membershipOf(one.id, one, conversation.tenant) === 'member');
    } catch (error) {
      log.warn({ err: error }, 'the roster does not say whom to mention');
      return [];
    }
  }
  return async (conversation, { mentions = [] }) => {
    if (mentions.length === 0) return noMentions;
    const people = await loadMentionable(conversation);
    const rendered = mentions.map((one) =>
      renderMention(
        one,
        people.find((person) => isMentionedMember(person, one)),
      ),
    );
    return {
      words: rendered.map(({ words }) => words).join(', '),
      entities: rendered.flatMap(({ entity }) => entity ?? []),
    };
  };
}

const isMentionedMember = ({ id, email, userPrincipalName }: RosterMember, { ids, emails }: Mention): boolean =>
  ids.includes(id) || emails.includes((email ?? userPrincipalName ?? '').toLowerCase());

function renderMention(
  { name }: Mention,
  person: RosterMember | undefined,
): { readonly words: string; readonly entity?: object } {
  if (person === undefined) return { words: md(name) };
  // The entity is found by the very same text: no sign in it may mean anything in Markdown.
  const displayName = name.replace(/[^\p{L}\p{M}\p{N} .'’-]/gu, '').trim();
  const text = `<at>${displayName}</at>`;
  return { words: text, entity: { type: 'mention', text, mentioned: { id: person.id, name: displayName } } };
}
