/** Reply → Teams: a message for everyone, one for the asker alone, a card replaced, an offer to open a form. */
import type { Interaction, MessageRef, Person, Conversation } from '../../../core/interaction';
import type { Bot } from '../../../core/bot';
import type { FormView } from '../../../core/forms/form-view';
import type { Logger } from '../../../core/log';
import type { Reply, View } from '../../../core/reply';
import { messageWithCard, messageWithText } from '../render/invoke-responses';
import type { Connector, OutgoingTeamsMessage } from './connector';
import { ConnectorError } from './send';
import type { TeamsRenderer } from '../render/draw';
import type { ResolveMentions, Mentions } from '../render/mentioning';

export interface Delivery {
  /** Never rejects: what cannot be delivered is logged. A replaced card that is gone is shown to the asker instead. */
  reply(reply: Reply, interaction: Interaction): Promise<AnswerLocation>;
  /** `viewer` is the person on whose behalf it is shown, if anybody's: their client draws the card anew by itself. */
  show(conversation: Conversation, view: View, viewer?: Person): Promise<MessageRef>;
  replace(card: MessageRef, view: View, viewer?: Person): Promise<'updated' | 'gone'>;
  /** A card whose button opens the form. */
  offer(form: Pick<FormView, 'title' | 'key'>, say: string, interaction: Interaction): Promise<AnswerLocation>;
  /** A card whose button opens it with everything typed; undefined, and nothing sent, where that has no room on a card. */
  offerWithInput(form: FormView, say: string, interaction: Interaction): Promise<AnswerLocation | undefined>;
}

interface DeliveryDeps {
  readonly connector: Connector;
  readonly renderer: TeamsRenderer;
  readonly resolveMentions: ResolveMentions;
  readonly onCardShown: Bot['trackCard'];
  readonly log: Logger;
}

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { connector, renderer, resolveMentions, onCardShown, log } = deps;
  const offers = createFormOffers(deps);
  const messageOf = (view: View, viewer?: Person, mentions?: Mentions): OutgoingTeamsMessage =>
    messageWithCard(view.text, renderer.view(view, viewer === undefined ? [] : [viewer.id], mentions));

  async function show(conversation: Conversation, view: View, viewer?: Person): Promise<MessageRef> {
    const message = messageOf(view, viewer, await resolveMentions(conversation, view));
    const card = { place: conversation, message: await connector.send(conversation, message) };
    await onCardShown(card, view);
    return card;
  }
  async function replace(card: MessageRef, view: View, viewer?: Person): Promise<'updated' | 'gone'> {
    const outcome = await connector.update(card, messageOf(view, viewer));
    if (outcome === 'updated') await onCardShown(card, view);
    return outcome;
  }
  async function showToAsker(view: View, interaction: Interaction): Promise<AnswerLocation> {
    const { card, location } = await sendPrivateReply(deps, interaction, messageOf(view, interaction.person));
    if (card !== undefined) await onCardShown(card, view);
    return location;
  }

  async function deliverByKind(reply: Reply, interaction: Interaction): Promise<AnswerLocation> {
    switch (reply.kind) {
      case 'none':
        return 'in place';
      case 'form':
        return offers.offer(reply.form, 'Open the form to go on.', interaction);
      case 'replace': {
        const { card, person } = interaction;
        const replaced = card !== undefined && (await replace(card, reply.view, person)) === 'updated';
        return replaced ? 'in place' : showToAsker(reply.view, interaction);
      }
      case 'show':
        if (reply.to === 'asker') return showToAsker(reply.view, interaction);
        await show(interaction.conversation, reply.view, interaction.person);
        return 'below';
    }
  }
  const deliver = (reply: Reply, interaction: Interaction): Promise<AnswerLocation> =>
    deliverByKind(reply, interaction).catch(async (error: unknown) => {
      log.error({ err: error, reply: reply.kind }, 'an answer could not be delivered');
      return explainFailure(deps, error, interaction);
    });
  return { reply: deliver, show, replace, ...offers };
}

/** Whatever Teams does not take is answered in a few words, which it does take. */
async function explainFailure(deps: DeliveryDeps, error: unknown, interaction: Interaction): Promise<AnswerLocation> {
  const tooLarge = error instanceof ConnectorError && error.status === 413;
  const why = tooLarge ? 'it is too large for one message' : 'Teams did not take it';
  const words = `I have your answer, but could not show it here: ${why}. Ask for less at once, or try again.`;
  return sendPrivateReply(deps, interaction, messageWithText(words)).then(
    ({ location }) => location,
    () => 'nowhere',
  );
}

function createFormOffers(deps: DeliveryDeps): Pick<Delivery, 'offer' | 'offerWithInput'> {
  const sendOffer = async (words: string, card: object, interaction: Interaction): Promise<AnswerLocation> =>
    (await sendPrivateReply(deps, interaction, messageWithCard(words, card))).location;
  return {
    offer: (form, say, interaction) => sendOffer(`${form.title}. ${say}`, deps.renderer.offer(form, say), interaction),
    async offerWithInput(form, say, interaction) {
      const card = deps.renderer.offerWithInput(form, say);
      return card === undefined ? undefined : sendOffer(`${form.title}. ${say}`, card, interaction);
    },
  };
}

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
