/** Activity → Arrival, and the words that were meant for the bot. Pure. */
import type { Interaction, MessageRef, Person, Conversation } from '../../../core/interaction';
import { toConversation } from '../outbound/addresses';
import { decodeHtmlEntities } from './html-entities';
import type { IncomingActivity } from './incoming';

/** `card` is the message whose button was pressed, when one was. */
export function toInteraction(activity: IncomingActivity, person: Person, card?: string): Interaction {
  const conversation = toConversation(activity);
  return {
    // Ids of messages are moments: two conversations may have the same one.
    id: `${activity.conversation.id} ${activity.id}`,
    person,
    conversation,
    ...(card === undefined ? {} : { card: messageRefAt(conversation, card) }),
    isAutoRefresh: isAutoRefresh(activity.value),
    prefix: conversation.kind === 'direct' ? '' : `@${activity.recipient.name ?? 'bot'} `,
  };
}

const messageRefAt = (conversation: Conversation, message: string): MessageRef => ({ place: conversation, message });

/** A client that refreshes a card by itself says so beside the action. */
const isAutoRefresh = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'trigger' in value && value.trigger === 'automatic';

/**
 * What was typed, without the mention that a channel asks for and the slash that a targeted message may begin with.
 * Other people's mentions stay as their names, and Teams' entities become the characters that were typed.
 */
export function parseActivityText({ text = '', entities = [], recipient }: IncomingActivity): string {
  const unmentioned = entities
    .filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)
    .reduce((rest, mention) => rest.replaceAll(mention.text || '\0', ' '), text);
  const plain = decodeHtmlEntities(unmentioned.replace(/<\/?at\b[^<>]*>/gi, '')).trim();
  return recipient.isTargeted === true ? plain.replace(/^\//, '') : plain;
}
