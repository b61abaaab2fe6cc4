/** Dialogs: a button or a message's menu opens one, whatever is pressed inside it comes back as a submission. */
import type { TaskModuleResponse } from 'botbuilder';
import { z } from 'zod';
import type { Arrival } from '../../core/arrival';
import type { Message } from '../../core/entrances';
import type { Filled } from '../../core/form-view';
import type { Reply } from '../../core/reply';
import { soon } from '../../core/soon';
import { pageWithWords } from './answers';
import { arrivalOf } from './arrival';
import type { Desk } from './desk';
import { datasetOf } from './form-model';
import type { Incoming } from './incoming';
import { messageIn, putAside, putAsideAs } from './kept';
import { withOffers } from './offers';
import { unpack } from './packed';
import { outdated } from './press';
import { submitForm } from './submit';
import { readCarried, readValues, type Carried, type FilledIn } from './tokens';

/** Teams waits five seconds for a dialog and shows a spinner meanwhile. */
const patience = 3500;
/** Of that, for the database. */
const storing = 500;

const request = z.object({ data: z.unknown().optional() });

/** `task/fetch`, `task/submit` and `composeExtension/submitAction` alike: what is carried says what is wanted. */
export async function onDialog(desk: Desk, activity: Incoming): Promise<TaskModuleResponse> {
  const { data } = request.safeParse(activity.value).data ?? {};
  const carried = readCarried(data);
  if (carried === undefined) return pageWithWords(outdated);
  const card = 'card' in carried ? carried.card : undefined;
  const arrival = arrivalOf(activity, await desk.people.whoDid(activity), card ?? pressedOn(activity));
  if ('form' in carried) return submitForm(desk, { key: carried.form, filled: filledIn(desk, carried, data) }, arrival);
  return open(desk, carried, arrival);
}

/** What a message's menu was opened on is no card of ours. */
const pressedOn = ({ name = '', replyToId }: Incoming): string | undefined =>
  name.startsWith('composeExtension/') ? undefined : replyToId;

/** Chosen in the menu of somebody's message. */
export async function onMessageAction(desk: Desk, activity: Incoming): Promise<TaskModuleResponse> {
  const message = messageIn(activity.value);
  if (message === undefined) return pageWithWords(outdated);
  return open(desk, { message }, arrivalOf(activity, await desk.people.whoDid(activity)));
}

/** A submission brings values alone: their words are those that were offered, or that the form had for the same value. */
function filledIn({ labels }: Desk, { form, back = false, drawn: packed }: FilledIn, data: unknown): Filled {
  const values = readValues(data);
  const drawn = packed === undefined ? undefined : unpack(packed);
  const words = Object.entries(values).flatMap(([field, value]) => {
    const stood = drawn?.values[field] === value ? drawn.labels[field] : undefined;
    const label = labels.of(datasetOf(form, field), value) ?? stood;
    return label === undefined ? [] : [[field, label] as const];
  });
  return { values, labels: Object.fromEntries(words), back, drawn };
}

type Opening = Exclude<Carried, FilledIn> | { readonly message: Message };

async function open(desk: Desk, wanted: Opening, arrival: Arrival): Promise<TaskModuleResponse> {
  const reply = desk.underWay.track(replyTo(desk, wanted, arrival));
  const opened = await soon(reply, patience);
  if (opened.ready) return pageOf(desk, opened.value, arrival);
  const again = await openingAgain(desk, wanted, arrival);
  if (again !== undefined) return desk.pages.lookAgain(again);
  void desk.underWay.track(reply.then((late) => desk.delivery.land(late, arrival)));
  return desk.pages.saving();
}

/** Undefined for what must not be done twice. */
async function openingAgain(desk: Desk, wanted: Opening, arrival: Arrival): Promise<Carried | undefined> {
  if ('message' in wanted) {
    const name = await soon(desk.underWay.track(putAside(desk.store, wanted.message, arrival)), storing);
    return name.ready ? { kept: name.value } : undefined;
  }
  if (!('token' in wanted)) return wanted;
  const opens = desk.bot.opensByPress(wanted.token) !== undefined;
  return opens ? { token: wanted.token, card: arrival.card?.message } : undefined;
}

async function replyTo({ bot, store, typed }: Desk, wanted: Opening, arrival: Arrival): Promise<Reply> {
  if ('token' in wanted) return bot.act(wanted.token, arrival);
  if ('message' in wanted) return bot.keep(wanted.message, arrival);
  if ('kept' in wanted) {
    const message = await putAsideAs(store, wanted.kept, arrival.person);
    return message === undefined ? { kind: 'none' } : bot.keep(message, arrival);
  }
  if ('typed' in wanted) return typedIn(wanted.typed, arrival);
  const form = await typed.of(wanted.open, arrival.person);
  return form === undefined ? bot.open(wanted.open, arrival) : { kind: 'form', form };
}

function typedIn(packed: string, { card }: Arrival): Reply {
  const form = unpack(packed);
  return form === undefined ? { kind: 'none' } : { kind: 'form', form: card === undefined ? form : { ...form, card } };
}

async function pageOf(desk: Desk, reply: Reply, arrival: Arrival): Promise<TaskModuleResponse> {
  const { pages, delivery } = desk;
  switch (reply.kind) {
    case 'none':
      return pageWithWords('This was opened already.');
    case 'form':
      return pages.form(await withOffers(desk, reply.form, arrival));
    case 'replace':
      if (arrival.card !== undefined) await delivery.land(reply, arrival);
      return pages.view(reply.view);
    case 'show':
      return pages.view(reply.view);
  }
}
