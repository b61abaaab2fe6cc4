/** Reply → Teams: a message for everyone, one for the asker alone, a card replaced, an offer to open a form. */
import type { Arrival, CardRef, Person, Place } from '../../core/arrival';
import type { Bot } from '../../core/bot';
import type { FormView } from '../../core/form-view';
import type { Logger } from '../../core/log';
import type { Reply, View } from '../../core/reply';
import { messageWithCard, messageWithWords } from './answers';
import { ConnectorRefused, type Connector, type Message } from './connector';
import type { Drawing } from './drawing';
import type { Mentioning, Mentions } from './mentioning';
import { tell, type Landed } from './tell';

export interface Delivery {
  /** Never rejects: what cannot be delivered is logged. A replaced card that is gone is shown to the asker instead. */
  land(reply: Reply, arrival: Arrival): Promise<Landed>;
  /** `viewer` is the person on whose behalf it is shown, if anybody's: their client draws the card anew by itself. */
  show(place: Place, view: View, viewer?: Person): Promise<CardRef>;
  replace(card: CardRef, view: View, viewer?: Person): Promise<'updated' | 'gone'>;
  /** A card whose button opens the form. */
  offer(form: Pick<FormView, 'title' | 'key'>, say: string, arrival: Arrival): Promise<Landed>;
  /** A card whose button opens it with everything typed; undefined, and nothing sent, where that has no room on a card. */
  giveBack(form: FormView, say: string, arrival: Arrival): Promise<Landed | undefined>;
}

interface Parts {
  readonly connector: Connector;
  readonly drawing: Drawing;
  readonly mentioning: Mentioning;
  readonly shown: Bot['shown'];
  readonly log: Logger;
}

export function createDelivery(parts: Parts): Delivery {
  const { connector, drawing, mentioning, shown, log } = parts;
  const offers = createOffers(parts);
  const messageOf = (view: View, viewer?: Person, mentions?: Mentions): Message =>
    messageWithCard(view.text, drawing.view(view, viewer === undefined ? [] : [viewer.id], mentions));

  async function show(place: Place, view: View, viewer?: Person): Promise<CardRef> {
    const message = messageOf(view, viewer, await mentioning(place, view));
    const card = { place, message: await connector.send(place, message) };
    await shown(card, view);
    return card;
  }
  async function replace(card: CardRef, view: View, viewer?: Person): Promise<'updated' | 'gone'> {
    const outcome = await connector.update(card, messageOf(view, viewer));
    if (outcome === 'updated') await shown(card, view);
    return outcome;
  }
  async function showToAsker(view: View, arrival: Arrival): Promise<Landed> {
    const { card, landed } = await tell(parts, arrival, messageOf(view, arrival.person));
    if (card !== undefined) await shown(card, view);
    return landed;
  }

  async function put(reply: Reply, arrival: Arrival): Promise<Landed> {
    switch (reply.kind) {
      case 'none':
        return 'in place';
      case 'form':
        return offers.offer(reply.form, 'Open the form to go on.', arrival);
      case 'replace': {
        const { card, person } = arrival;
        const replaced = card !== undefined && (await replace(card, reply.view, person)) === 'updated';
        return replaced ? 'in place' : showToAsker(reply.view, arrival);
      }
      case 'show':
        if (reply.to === 'asker') return showToAsker(reply.view, arrival);
        await show(arrival.place, reply.view, arrival.person);
        return 'below';
    }
  }
  const land = (reply: Reply, arrival: Arrival): Promise<Landed> =>
    put(reply, arrival).catch(async (error: unknown) => {
      log.error({ err: error, reply: reply.kind }, 'an answer could not be delivered');
      return sayWhy(parts, error, arrival);
    });
  return { land, show, replace, ...offers };
}

/** Whatever Teams does not take is answered in a few words, which it does take. */
async function sayWhy(parts: Parts, error: unknown, arrival: Arrival): Promise<Landed> {
  const tooLarge = error instanceof ConnectorRefused && error.status === 413;
  const why = tooLarge ? 'it is too large for one message' : 'Teams did not take it';
  const words = `I have your answer, but could not show it here: ${why}. Ask for less at once, or try again.`;
  return tell(parts, arrival, messageWithWords(words)).then(
    ({ landed }) => landed,
    () => 'nowhere',
  );
}

function createOffers(parts: Parts): Pick<Delivery, 'offer' | 'giveBack'> {
  const offered = async (words: string, card: object, arrival: Arrival): Promise<Landed> =>
    (await tell(parts, arrival, messageWithCard(words, card))).landed;
  return {
    offer: (form, say, arrival) => offered(`${form.title}. ${say}`, parts.drawing.offer(form, say), arrival),
    async giveBack(form, say, arrival) {
      const card = parts.drawing.giveBack(form, say);
      return card === undefined ? undefined : offered(`${form.title}. ${say}`, card, arrival);
    },
  };
}
