/** Where an arrival came from and by which ways its asker can be answered; small, since it travels inside modals. */
import type { Arrival, CardRef, Person, Place } from '../../core/arrival';

export interface Origin {
  readonly place: Place;
  readonly user: string;
  /** There when a card was pressed; without `message` only the asker sees that card. */
  readonly card?: { readonly message?: string };
  /** Slack's `response_url`. */
  readonly answer?: { readonly url: string; readonly until: string };
}

/** From a page or menu of the app's own, in no conversation: the one with its person is opened when it is needed. */
export const fromNowhere = (user: string, tenant: string): Origin => ({
  place: { platform: 'slack', tenant, conversation: '', kind: 'direct' },
  user,
});
export const isNowhere = ({ place }: Origin): boolean => place.conversation === '';

/** Slack: a response_url can be used five times within thirty minutes. */
export const answerMinutes = 30;

export function answerAt(url: string, now: Date): NonNullable<Origin['answer']> {
  return { url, until: new Date(now.getTime() + answerMinutes * 60_000).toISOString() };
}

export function cardOf({ place, card, answer }: Origin): CardRef | undefined {
  return card && { place, ...card, ...(answer === undefined ? {} : { answerUrl: answer }) };
}

/** Who and what is still missing from an arrival. */
export interface Sender {
  readonly id: string;
  readonly person: Person;
  readonly prefix: string;
}

export function arrivalFrom(origin: Origin, sender: Sender): Arrival {
  const card = cardOf(origin);
  return { ...sender, place: origin.place, ...(card === undefined ? {} : { card }), automatic: false };
}
