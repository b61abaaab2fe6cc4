/** The ways by which Slack lets a message reach its asker, everyone, or the place of a card; the best first. */
import type { CardRef, Place } from '../../core/arrival';
import { isNowhere, type Origin } from './origin';
import type { Answer, Message, Web } from './slack-web';

/** True, or the card that is now on show; false or a rejection sends the message the next way. */
export type Way = (message: Message) => Promise<CardRef | boolean>;

type To = (web: Web, origin: Origin) => readonly Way[];

export const toAsker: To = (web, origin) => {
  const { place, user } = origin;
  if (isNowhere(origin)) return [postingDirectly(web, origin)];
  return [
    answering(web, origin, { response_type: 'ephemeral', replace_original: false }),
    ...(place.kind === 'direct' ? [posting(web, place)] : []),
    (message) => web.postFor(user, place, message).then(() => true),
    postingDirectly(web, origin),
  ];
};

/** Beside a card its thread is the place; words are answered where they were typed, even where the bot is no member. */
export const toEveryone: To = (web, origin) => {
  const { place, card } = origin;
  if (isNowhere(origin)) return [postingDirectly(web, origin)];
  const thread = place.thread ?? card?.message;
  const post = posting(web, thread === undefined ? place : { ...place, thread });
  const answer = answering(web, origin, { response_type: 'in_channel', replace_original: false });
  return card === undefined ? [answer, post] : [post, answer];
};

export const inPlace: To = (web, origin) => {
  const { card, place, user } = origin;
  if (card === undefined) return toAsker(web, origin);
  const answered = answering(web, origin, { response_type: 'ephemeral', replace_original: true });
  const ts = card.message;
  const unanswered: Origin = { place, user };
  // Only its asker sees such a card, and once its address is spent nobody can change it: a new one then stands for it.
  if (ts === undefined) return [answered, ...toAsker(web, unanswered)];
  const shown: CardRef = { place, message: ts };
  return [
    async (message) => (await answered(message)) && shown,
    (message) => web.update({ channel: place.conversation, ts }, message).then(() => shown),
    ...toAsker(web, unanswered),
  ];
};

const answering =
  (web: Web, { answer }: Origin, how: Omit<Answer, keyof Message>): Way =>
  async (message) =>
    answer !== undefined && web.answer(answer.url, { ...message, ...how });

const posting =
  (web: Web, place: Place): Way =>
  async (message) => ({ place, message: await web.post(place, message) });

const postingDirectly =
  (web: Web, { place, user }: Origin): Way =>
  async (message) =>
    posting(web, direct(place, await web.openDirect(user)))(message);

const direct = ({ platform, tenant }: Place, conversation: string): Place => ({
  platform,
  tenant,
  conversation,
  kind: 'direct',
});
