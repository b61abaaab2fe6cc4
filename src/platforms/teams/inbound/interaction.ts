/** Activity → Interaction. Pure; apart from `incoming.ts`, which addresses and rosters read as well. */
import type { Interaction, MessageRef, Person, Conversation } from '../../../core/interaction';
import { toConversation } from '../outbound/addresses';
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
