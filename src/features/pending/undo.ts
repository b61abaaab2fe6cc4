/** The feature `undo`: restores the values that the person changed, unless others changed them since; corrects a note. */
import { AlreadyDone, InvalidInput, AccessDenied, NotFound } from '../../core/errors';
import { handleButton, type Feature } from '../../core/feature';
import { showToAsker, type Reply } from '../../core/reply';
import type { OutboxEntry, QueuedNote, ChangeRequest } from '../../outbox/entry';
import { undoButton } from '../../views/buttons';
import { shorten } from '../../views/format';
import { isUndoable, undoMinutes, pendingChoiceCard } from '../changing/entry-card';
import { loadOwnEntry } from '../changing/own-entries';
import type { FeatureContext, Services } from '../services';
import { submitRequest, queuedNote } from '../changing/submit-change';

const undoWindowMs = undoMinutes * 60_000;
/** Seconds within which a second press counts as the same. */
const pressGuardSeconds = 10;

/** Throws where it is too late, or cannot be undone. */
async function undo(context: FeatureContext, entry: OutboxEntry): Promise<Reply> {
  if (entry.wish.kind === 'create')
    throw new AccessDenied('What is created stays: I delete nothing in Autotask.', lookHint(entry));
  if (entry.state !== 'done' || !isUndoable(entry))
    throw new NotFound('There is nothing to take back.', lookHint(entry));
  if (context.now.getTime() - entry.due.getTime() > undoWindowMs) {
    const say = `That was more than ${String(undoMinutes)} minutes ago: others may have built on it.`;
    throw new AccessDenied(say, { hint: 'Change it by hand instead.' });
  }
  if (await context.services.outbox.isUndone(entry.id))
    throw new AlreadyDone('It is taken back already, or that waits in your outbox.', lookHint(entry));
  if (!(await isFirstPress(context, entry)))
    throw new AlreadyDone('I took that in hand a moment ago: its answer is on its way.', lookHint(entry));
  const news = undoSummary(entry);
  return submitRequest(context, undoRequest(context, entry), {
    title: entry.title,
    news,
    inputHolder: 'outbox',
    undoes: entry.id,
  });
}
/** Of two presses at once, neither would find the other's entry in the outbox yet. */
const isFirstPress = ({ services }: FeatureContext, { id }: OutboxEntry): Promise<boolean> =>
  services.store.putIfAbsent(`undo:${id}`, true, pressGuardSeconds);
const lookHint = ({ opportunity }: OutboxEntry): { hint: string } => ({
  hint: opportunity === undefined ? 'Look it up.' : `Look at #${String(opportunity)}.`,
});

/** Undoing an undo is a redo. */
function undoSummary({ news }: OutboxEntry): string {
  const [, verb, summary] = /^(Took back|Redid) “(.*)”$/s.exec(news) ?? [];
  return `${verb === 'Took back' ? 'Redid' : 'Took back'} “${summary ?? shorten(news, 60)}”`;
}

function undoRequest(
  context: FeatureContext,
  { wish, undoes, before = {}, after = {}, opportunity = 0 }: OutboxEntry,
): ChangeRequest {
  const originalNote = wish.kind === 'create' || undoes !== undefined ? undefined : wish.note;
  const note = originalNote === undefined ? undefined : correctionNote(context, originalNote);
  if (wish.kind === 'note' && note !== undefined) return { kind: 'note', opportunity, note };
  const change = { kind: 'change', opportunity, changes: before, expected: after } as const;
  return note === undefined ? change : { ...change, note };
}

function correctionNote(context: FeatureContext, { title, written: writtenAt }: QueuedNote): QueuedNote {
  const text = `The note “${title}” of ${writtenAt.slice(0, 10)} is taken back: please disregard it.`;
  return queuedNote(context, { title: `Correction: ${shorten(title, 100)}`, text });
}

/** The newest change still waits: the person chooses whether to cancel it or to undo the last one that is done. */
async function askWhichOne(
  context: FeatureContext,
  newest: OutboxEntry,
  done: OutboxEntry | undefined,
): Promise<Reply> {
  const undoable = done !== undefined && done.wish.kind !== 'create' && isUndoable(done) ? done : undefined;
  return showToAsker(await pendingChoiceCard(context, { newest, done: undoable }, context.interaction.person));
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
        const since = new Date(context.now.getTime() - undoWindowMs);
        const { outbox } = context.services;
        const entry = await outbox.latestDone(context.user.id, since);
        const newest = (await outbox.listWaiting(context.user.id)).at(-1);
        if (newest !== undefined && newest.requestedAt > (entry?.requestedAt ?? since))
          return askWhichOne(context, newest, entry);
        if (entry !== undefined) return undo(context, entry);
        throw new InvalidInput(
          `You changed nothing in the last ${String(undoMinutes)} minutes that I could take back.`,
          {
            hint: `${context.interaction.prefix}outbox lists what still waits.`,
          },
        );
      },
    },
  ],
  actions: [
    handleButton(undoButton, async (context: FeatureContext, { entry }) =>
      undo(context, await loadOwnEntry(context, entry)),
    ),
  ],
};
