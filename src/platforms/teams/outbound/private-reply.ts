/** To the asker alone: here where nobody else listens, else a targeted message, else their personal chat. */
import type { Interaction, MessageRef, Conversation } from '../../../core/interaction';
import type { Logger } from '../../../core/log';
import { messageWithText } from '../render/invoke-responses';
import type { Connector, OutgoingTeamsMessage } from './connector';

/** Where an answer is to be seen. */
export type AnswerLocation = 'below' | 'in place' | 'private chat' | 'nowhere';

export interface PrivateReply {
  readonly location: AnswerLocation;
  /** What can be updated later. */
  readonly card?: MessageRef;
}

export async function sendPrivateReply(
  { connector, log }: { connector: Connector; log: Logger },
  { person, conversation }: Pick<Interaction, 'person' | 'conversation'>,
  message: OutgoingTeamsMessage,
): Promise<PrivateReply> {
  if (conversation.kind === 'direct') {
    return { location: 'below', card: { place: conversation, message: await connector.send(conversation, message) } };
  }
  try {
    return {
      location: 'below',
      card: { place: conversation, message: await connector.sendTargeted(person, conversation, message) },
    };
  } catch (error) {
    log.warn({ err: error }, 'a targeted message was refused');
  }
  try {
    const personalChat = await connector.openPersonalChat(person);
    const card = { place: personalChat, message: await connector.send(personalChat, message) };
    await announcePrivateReply({ connector, log }, conversation, `${person.name}, I answered you in our private chat.`);
    return { location: 'private chat', card };
  } catch (error) {
    log.warn({ err: error }, 'a personal chat was refused');
    const words = `${person.name}, I cannot write to you privately. Add me to your apps, then ask again.`;
    await connector.send(conversation, messageWithText(words));
    return { location: 'nowhere' };
  }
}

/** A courtesy: in a chat that the bot is no member of it cannot be said, and the answer has arrived all the same. */
async function announcePrivateReply(
  { connector, log }: { connector: Connector; log: Logger },
  conversation: Conversation,
  words: string,
): Promise<void> {
  await connector
    .send(conversation, messageWithText(words))
    .catch((error: unknown) => log.warn({ err: error }, 'a conversation was refused'));
}
