/** What waits to be written: seen, sent at once, applied all the same, dropped. */
import { onPress, type Feature } from '../core/feature';
import { openForm } from '../core/form-request';
import { replaceWith, showToAsker, type Reply, type View } from '../core/reply';
import type { Entry, EntryState, Wish } from '../opportunity/outbox';
import { applyButton, dropButton, editEntryButton, entryButton, outboxButton, sendButton } from '../views/buttons';
import { lineOf } from '../outbox/line';
import { outboxView } from '../views/outbox';
import { entryCard } from './entry-card';
import { editEntryForm } from './outbox-edit';
import { assertPermitted, claimed, kept, ownEntry } from './outbox-entries';
import { formatOf, type Here, type Services } from './services';
import { answered } from './write';

const list = async (context: Here): Promise<View> =>
  outboxView(await context.services.outbox.waiting(context.me.id), formatOf(context));

const show = async (context: Here, id: string): Promise<View> =>
  entryCard(context, await ownEntry(context, id), context.arrival.person);

type Known = Pick<Entry, 'wish' | 'sent'>;

/** Tried right now, with what the person just read taken as known. `state` is the one in which it waited. */
async function send(context: Here, id: string, known: (entry: Entry, state: EntryState) => Known): Promise<Reply> {
  const before = await ownEntry(context, id);
  assertPermitted(context, before);
  const entry = await claimed(context, id);
  const now = known(entry, before.state);
  await kept(context, entry, { wish: now.wish, sent: now.sent ?? null });
  return answered(context, await context.services.carry({ ...entry, ...now }, 'outbox'), 'outbox');
}

/** What is stored now was on the card: only what changes after that is asked about again. */
function overwriting({ wish, differences = [] }: Entry): Wish {
  if (wish.kind !== 'change') return wish;
  const { agreed, ...rest } = wish;
  const now = Object.fromEntries(differences.map(({ field, now: value }) => [field, value]));
  const confirmed = { ...rest, expected: { ...wish.expected, ...now } };
  return differences.length > 0 && agreed !== undefined ? { ...confirmed, agreed } : confirmed;
}

/** Somebody who looked, and sends it again, wants it although one like it may be there. */
const again = ({ wish, sent, attempts }: Entry, state: EntryState): Known =>
  wish.kind === 'create' && state === 'unclear'
    ? { wish: { ...wish, anew: attempts + 1 }, sent: undefined }
    : { wish, sent };

async function drop(context: Here, id: string): Promise<Reply> {
  const entry: Entry = { ...(await claimed(context, id)), state: 'dropped' };
  const { state } = entry;
  await kept(context, entry, { state }, lineOf(entry, context.now));
  return replaceWith(await entryCard(context, entry, context.arrival.person));
}

export const outbox: Feature<Services> = {
  commands: [
    {
      name: 'outbox',
      aliases: ['queue', 'pending', 'waiting'],
      summary: 'what you changed and Autotask has not taken yet: send, edit or cancel it',
      usage: 'outbox',
      examples: ['outbox'],
      audience: 'linked',
      run: async (context) => showToAsker(await list(context)),
    },
  ],
  actions: [
    onPress(outboxButton, async (context: Here) => showToAsker(await list(context))),
    onPress(entryButton, async (context: Here, { entry }) => showToAsker(await show(context, entry))),
    onPress(sendButton, (context: Here, { entry }) => send(context, entry, again)),
    onPress(applyButton, (context: Here, { entry }) =>
      send(context, entry, (one) => ({ wish: overwriting(one), sent: one.sent })),
    ),
    onPress(dropButton, (context: Here, { entry }) => drop(context, entry)),
    onPress(editEntryButton, (_context: Here, about) => Promise.resolve(openForm(editEntryForm.id, about))),
  ],
  forms: [editEntryForm],
};
