/** Sends an entry of the outbox to Autotask. */
import { Conflict } from '../core/errors';
import type { OpportunityClient } from '../opportunity/client';
import type { Changes } from '../opportunity/changes';
import type { Outbox, ChangeRequest } from './entry';
import type { Opportunity } from '../opportunity/opportunity';
import type { ExecutionAttempt } from './attempt';
import type { ExecutionResult, ExecuteDeps } from './execution';
import { assertNotBlocked, rebase } from './ordering';
import { storedValuesFor } from './changed-fields';

/** What is written now. */
export interface SendResult {
  readonly opportunity: Opportunity | undefined;
  /** Of a change: no field of it had to be sent, everything is stored so already. */
  readonly isAlreadyStored?: boolean;
}

/** Stores what became of the attempt. */
type Finish = (work: () => Promise<SendResult>) => Promise<ExecutionResult>;

export async function sendToAutotask(
  deps: ExecuteDeps,
  attempt: ExecutionAttempt,
  finish: Finish,
): Promise<ExecutionResult> {
  const { opportunities } = deps;
  const { wish, author, sent: sentAt } = attempt.leasedEntry;
  switch (wish.kind) {
    case 'change':
      return sendWithLock(deps, { attempt, wish }, finish);
    case 'note':
      return finish(async () => {
        const { opportunity: id, note } = wish;
        const options = { beforeWrite: () => attempt.beforeSend(), ...(sentAt === undefined ? {} : { sentAt }) };
        await opportunities.note(id, { ...note, written: new Date(note.written) }, author, options);
        // It is written: failing to look at it again changes nothing about that.
        return { opportunity: await opportunities.get(id).catch(() => undefined) };
      });
    case 'create':
      return finish(async () => ({ opportunity: await createFromDraft(deps, attempt, wish.draft) }));
  }
}

async function createFromDraft(
  { opportunities, outbox }: ExecuteDeps,
  attempt: ExecutionAttempt,
  draft: Changes,
): Promise<Opportunity> {
  const { leasedEntry } = attempt;
  // Created by an earlier attempt, and not read back.
  if (leasedEntry.opportunity !== undefined) return opportunities.get(leasedEntry.opportunity);
  return opportunities.create(draft, leasedEntry.author, {
    beforeWrite: () => attempt.beforeSend(),
    claim: (id) => outbox.claimOpportunity(leasedEntry, id),
    claimedByOthers: (ids) => outbox.claimedByOthers(leasedEntry, ids),
    ...(leasedEntry.sent === undefined ? {} : { possiblySentSince: leasedEntry.requestedAt, sentAt: leasedEntry.sent }),
  });
}

/** What became of it is stored before the next one's turn: that one sees it, and the record tells them in their order. */
async function sendWithLock(deps: ExecuteDeps, changeAttempt: ChangeAttempt, finish: Finish): Promise<ExecutionResult> {
  const { opportunities, outbox, clock } = deps;
  const { attempt, wish } = changeAttempt;
  try {
    return await opportunities.withLock(wish.opportunity, (update) =>
      finish(async () => {
        await assertNotBlocked(outbox, attempt.leasedEntry, clock());
        return sendRebasing({ outbox, update }, changeAttempt);
      }),
    );
  } catch (error) {
    return finish(() => {
      throw error;
    });
  }
}

interface UpdateDeps {
  readonly outbox: Outbox;
  readonly update: OpportunityClient['update'];
}
interface ChangeAttempt {
  readonly attempt: ExecutionAttempt;
  readonly wish: Extract<ChangeRequest, { kind: 'change' }>;
}
/** What the person wrote there themselves, in the order in which they asked, is nothing to ask them about. */
async function sendRebasing(deps: UpdateDeps, changeAttempt: ChangeAttempt): Promise<SendResult> {
  try {
    return await sendChange(deps, changeAttempt);
  } catch (error) {
    const { attempt, wish } = changeAttempt;
    const ownValues = error instanceof Conflict ? await rebase(deps.outbox, attempt.leasedEntry, error) : undefined;
    if (ownValues === undefined) throw error;
    return sendChange(deps, { attempt, wish: { ...wish, expected: { ...wish.expected, ...ownValues } } });
  }
}

async function sendChange({ update }: UpdateDeps, { attempt, wish }: ChangeAttempt): Promise<SendResult> {
  const { opportunity: id, changes, expected, agreed: acceptedLosses, note } = wish;
  const { author, sent: sentAt } = attempt.leasedEntry;
  let isAlreadyStored = Object.keys(attempt.entry.before ?? {}).length === 0;
  const updated = await update(id, changes, author, {
    expected,
    // After a kill in between, what was stored before is known from the attempt before.
    isRetry: attempt.entry.before !== undefined,
    ...(acceptedLosses === undefined ? {} : { acceptedLosses }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(note === undefined ? {} : { note: { ...note, written: new Date(note.written) } }),
    async beforeWrite(stored, changed) {
      isAlreadyStored &&= Object.keys(changed).length === 0;
      const { before } = attempt.entry;
      const isKnown = before !== undefined && Object.keys(changed).length === 0;
      await attempt.beforeSend(isKnown ? before : storedValuesFor(stored, changed));
    },
  });
  return { opportunity: updated, isAlreadyStored };
}
