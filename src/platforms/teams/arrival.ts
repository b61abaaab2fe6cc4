/** Activity → Arrival, and the words that were meant for the bot. Pure. */
import type { Arrival, CardRef, Person, Place } from '../../core/arrival';
import { placeOf } from './addresses';
import { decode } from './entities';
import type { Incoming } from './incoming';

/** `card` is the message whose button was pressed, when one was. */
export function arrivalOf(activity: Incoming, person: Person, card?: string): Arrival {
  const place = placeOf(activity);
  return {
    // Ids of messages are moments: two conversations may have the same one.
    id: `${activity.conversation.id} ${activity.id}`,
    person,
    place,
    ...(card === undefined ? {} : { card: cardAt(place, card) }),
    automatic: isAutomatic(activity.value),
    prefix: place.kind === 'direct' ? '' : `@${activity.recipient.name ?? 'bot'} `,
  };
}

const cardAt = (place: Place, message: string): CardRef => ({ place, message });

/** A client that refreshes a card by itself says so beside the action. */
const isAutomatic = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'trigger' in value && value.trigger === 'automatic';

/**
 * What was typed, without the mention that a channel asks for and the slash that a targeted message may begin with.
 * Other people's mentions stay as their names, and Teams' entities become the characters that were typed.
 */
export function wordsOf({ text = '', entities = [], recipient }: Incoming): string {
  const unmentioned = entities
    .filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)
    .reduce((rest, mention) => rest.replaceAll(mention.text || '\0', ' '), text);
  const plain = decode(unmentioned.replace(/<\/?at\b[^<>]*>/gi, '')).trim();
  return recipient.isTargeted === true ? plain.replace(/^\//, '') : plain;
}
