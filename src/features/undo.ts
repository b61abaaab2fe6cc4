/** Takes back what the asker did: the values are put back where nobody changed them since; a note is corrected. */
import { AlreadyDone, Mistyped, NotAllowed, NotFound } from '../core/errors';
import { onPress, type Feature } from '../core/feature';
import { showToAsker, type Reply } from '../core/reply';
import type { Entry, WantedNote, Wish } from '../opportunity/outbox';
import { undoButton } from '../views/buttons';
import { shorten } from '../views/format';
import { isUndoable, undoMinutes, waitingCard } from './entry-card';
import { ownEntry } from './outbox-entries';
import type { Here, Services } from './services';
import { ask, wantedNote } from './write';

const within = undoMinutes * 60_000;
/** Seconds from a press until what it asks for stands in the outbox. */
const storedWithin = 10;

/** Throws where it is too late, or nothing that can be taken back. */
async function undo(context: Here, entry: Entry): Promise<Reply> {
  if (entry.wish.kind === 'create')
    throw new NotAllowed('What is created stays: I delete nothing in Autotask.', look(entry));
  if (entry.state !== 'done' || !isUndoable(entry)) throw new NotFound('There is nothing to take back.', look(entry));
  if (context.now.getTime() - entry.due.getTime() > within) {
    const say = `That was more than ${String(undoMinutes)} minutes ago: others may have built on it.`;
    throw new NotAllowed(say, { next: 'Change it by hand instead.' });
  }
  if (await context.services.outbox.isUndone(entry.id))
    throw new AlreadyDone('It is taken back already, or that waits in your outbox.', look(entry));
  if (!(await isFirst(context, entry)))
    throw new AlreadyDone('I took that in hand a moment ago: its answer is on its way.', look(entry));
  const news = takenBack(entry);
  return ask(context, takingBack(context, entry), { title: entry.title, news, holder: 'outbox', undoes: entry.id });
}
/** Pressed twice at once, neither would find the other's in the outbox yet. */
const isFirst = ({ services }: Here, { id }: Entry): Promise<boolean> =>
  services.store.putIfAbsent(`undo:${id}`, true, storedWithin);
const look = ({ opportunity }: Entry): { next: string } => ({
  next: opportunity === undefined ? 'Look it up.' : `Look at #${String(opportunity)}.`,
});

/** Taking back what took something back does that again. */
function takenBack({ news }: Entry): string {
  const [, verb, named] = /^(Took back|Redid) “(.*)”$/s.exec(news) ?? [];
  return `${verb === 'Took back' ? 'Redid' : 'Took back'} “${named ?? shorten(news, 60)}”`;
}

function takingBack(context: Here, { wish, undoes, before = {}, after = {}, opportunity = 0 }: Entry): Wish {
  const written = wish.kind === 'create' || undoes !== undefined ? undefined : wish.note;
  const note = written === undefined ? undefined : correction(context, written);
  if (wish.kind === 'note' && note !== undefined) return { kind: 'note', opportunity, note };
  const change = { kind: 'change', opportunity, changes: before, expected: after } as const;
  return note === undefined ? change : { ...change, note };
}

function correction(context: Here, { title, written }: WantedNote): WantedNote {
  const text = `The note “${title}” of ${written.slice(0, 10)} is taken back: please disregard it.`;
  return wantedNote(context, { title: `Correction: ${shorten(title, 100)}`, text });
}

/** Their last change is not done yet: nothing is taken back until they say which of the two they mean. */
async function whichOne(context: Here, newest: Entry, done: Entry | undefined): Promise<Reply> {
  const known = done !== undefined && done.wish.kind !== 'create' && isUndoable(done) ? done : undefined;
  return showToAsker(await waitingCard(context, { newest, done: known }, context.arrival.person));
}

export const undoFeature: Feature<Services> = {
  changes: 'edit',
  commands: [
    {
      name: 'undo',
      aliases: ['takeback', 'revert'],
      summary: `take back your last change, within ${String(undoMinutes)} minutes`,
      usage: 'undo',
      examples: ['undo'],
      audience: 'linked',
      async run(context) {
        const since = new Date(context.now.getTime() - within);
        const { outbox } = context.services;
        const entry = await outbox.latestDone(context.me.id, since);
        const newest = (await outbox.waiting(context.me.id)).at(-1);
        if (newest !== undefined && newest.asked > (entry?.asked ?? since)) return whichOne(context, newest, entry);
        if (entry !== undefined) return undo(context, entry);
        throw new Mistyped(`You changed nothing in the last ${String(undoMinutes)} minutes that I could take back.`, {
          next: `${context.arrival.prefix}outbox lists what still waits.`,
        });
      },
    },
  ],
  actions: [onPress(undoButton, async (context: Here, { entry }) => undo(context, await ownEntry(context, entry)))],
};
