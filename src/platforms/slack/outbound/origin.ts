/** Where an interaction came from and by which ways its asker can be answered; small, since it travels inside modals. */
import type { Interaction, MessageRef, Person, Conversation } from '../../../core/interaction';

export interface Origin {
  readonly place: Conversation;
  readonly user: string;
  /** There when a card was pressed; without `message` only the asker sees that card. */
  readonly card?: { readonly message?: string };
  /** Slack's `response_url`. */
  readonly answer?: { readonly url: string; readonly until: string };
}

/** From a page or menu of the app's own, in no conversation: the one with its person is opened when it is needed. */
export const originWithoutConversation = (user: string, tenant: string): Origin => ({
  place: { platform: 'slack', tenant, conversation: '', kind: 'direct' },
  user,
});
export const hasNoConversation = ({ place: conversation }: Origin): boolean => conversation.conversation === '';

/** Slack: a response_url can be used five times within thirty minutes. */
export const responseUrlMinutes = 30;

export function toResponseUrl(url: string, now: Date): NonNullable<Origin['answer']> {
  return { url, until: new Date(now.getTime() + responseUrlMinutes * 60_000).toISOString() };
}

export function toMessageRef({ place: conversation, card, answer }: Origin): MessageRef | undefined {
  return card && { place: conversation, ...card, ...(answer === undefined ? {} : { answerUrl: answer }) };
}

/** Who and what is still missing from an interaction. */
export interface InteractionDetails {
  readonly id: string;
  readonly person: Person;
  readonly prefix: string;
}

export function interactionFrom(origin: Origin, sender: InteractionDetails): Interaction {
  const card = toMessageRef(origin);
  return { ...sender, conversation: origin.place, ...(card === undefined ? {} : { card }), isAutoRefresh: false };
}
