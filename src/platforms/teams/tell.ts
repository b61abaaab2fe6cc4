/** To the asker alone: here where nobody else listens, else a targeted message, else their personal chat. */
import type { Arrival, CardRef, Place } from '../../core/arrival';
import type { Logger } from '../../core/log';
import { messageWithWords } from './answers';
import type { Connector, Message } from './connector';

/** Where an answer is to be seen. */
export type Landed = 'below' | 'in place' | 'private chat' | 'nowhere';

export interface Told {
  readonly landed: Landed;
  /** What can be updated later. */
  readonly card?: CardRef;
}

export async function tell(
  { connector, log }: { connector: Connector; log: Logger },
  { person, place }: Pick<Arrival, 'person' | 'place'>,
  message: Message,
): Promise<Told> {
  if (place.kind === 'direct') {
    return { landed: 'below', card: { place, message: await connector.send(place, message) } };
  }
  try {
    return { landed: 'below', card: { place, message: await connector.sendTo(person, place, message) } };
  } catch (error) {
    log.warn({ err: error }, 'a targeted message was refused');
  }
  try {
    const personal = await connector.personalChat(person);
    const card = { place: personal, message: await connector.send(personal, message) };
    await mention({ connector, log }, place, `${person.name}, I answered you in our private chat.`);
    return { landed: 'private chat', card };
  } catch (error) {
    log.warn({ err: error }, 'a personal chat was refused');
    const words = `${person.name}, I cannot write to you privately. Add me to your apps, then ask again.`;
    await connector.send(place, messageWithWords(words));
    return { landed: 'nowhere' };
  }
}

/** A courtesy: in a chat that the bot is no member of it cannot be said, and the answer has arrived all the same. */
async function mention(
  { connector, log }: { connector: Connector; log: Logger },
  place: Place,
  words: string,
): Promise<void> {
  await connector
    .send(place, messageWithWords(words))
    .catch((error: unknown) => log.warn({ err: error }, 'a conversation was refused'));
}
