/** What is typed, and what old clients send when a button is pressed: a message in, a Reply out. */
import type { Arrival } from '../../core/arrival';
import type { Reply } from '../../core/reply';
import { soon } from '../../core/soon';
import { messageWithCard, messageWithWords } from './answers';
import { arrivalOf, wordsOf } from './arrival';
import type { Desk } from './desk';
import type { Incoming } from './incoming';
import { outdated } from './press';
import { tell } from './tell';
import { readCarried, type Carried } from './tokens';

/** A person waits this long before the bot is seen typing. */
const typingAfter = 1000;
/** Teams gives up on a request after about fifteen seconds; the work goes on without it. */
const patience = 10_000;

export async function onMessage(desk: Desk, activity: Incoming): Promise<void> {
  await soon(desk.underWay.track(answer(desk, activity)), patience);
}

async function answer(desk: Desk, activity: Incoming): Promise<void> {
  const pressed = readCarried(activity.value);
  const person = await desk.people.whoDid(activity);
  const arrival = arrivalOf(activity, person, pressed === undefined ? undefined : activity.replyToId);
  const reply = replyTo(desk, { activity, pressed }, arrival);
  if (reply === undefined) return tellOutdated(desk, arrival);
  const targeted = activity.recipient.isTargeted === true;
  if (!(await soon(reply, typingAfter)).ready && !targeted) await showTyping(desk, arrival);
  await desk.delivery.land(await reply, arrival);
}

/** Data without words: a button was pressed. */
const isSubmission = ({ value, text = '' }: Incoming): boolean =>
  typeof value === 'object' && value !== null && text === '';

async function tellOutdated(desk: Desk, arrival: Arrival): Promise<void> {
  await tell(desk, arrival, messageWithWords(outdated));
}

/** Undefined for a button that no version of ours draws on a message. */
function replyTo(
  { bot }: Desk,
  { activity, pressed }: { activity: Incoming; pressed: Carried | undefined },
  arrival: Arrival,
): Promise<Reply> | undefined {
  if (pressed === undefined) return isSubmission(activity) ? undefined : bot.command(wordsOf(activity), arrival);
  if ('token' in pressed) return bot.act(pressed.token, arrival);
  // These are on dialogs and on buttons that every client opens as one.
  if ('kept' in pressed || 'typed' in pressed) return undefined;
  return bot.open('open' in pressed ? pressed.open : pressed.form, arrival);
}

/** A courtesy: an answer must not fail for it. */
async function showTyping({ connector, log }: Desk, { place }: Arrival): Promise<void> {
  await connector.send(place, { type: 'typing' }).catch((error: unknown) => log.debug({ err: error }, 'not typing'));
}

/** A greeting once, where it disturbs nobody else. */
export async function onInstalled({ connector, drawing, people }: Desk, activity: Incoming): Promise<void> {
  const { place, person } = arrivalOf(activity, await people.whoDid(activity));
  if (place.kind !== 'direct' || activity.action !== 'add') return;
  const words = `Hello ${person.name}. Write help to see what I understand.`;
  await connector.send(place, messageWithCard(words, drawing.welcome(person.name)));
}
