/** What earlier versions kept in whole cents, held against what is read exactly now: rounding is no news. */
import type { OpportunitySnapshot, PipelineSnapshot } from '../../../opportunity/snapshot';
import { roundToCents } from '../../../opportunity/money';
import type { DigestRow } from './digest-row';

const comparedMoneyFields = ['amount', 'recurring', 'oneTime'] as const;

/** The same reading, with the exact figure of now wherever it kept that figure in cents. */
export function restoreExactMoney(
  pipeline: PipelineSnapshot | undefined,
  rows: readonly DigestRow[],
): PipelineSnapshot | undefined {
  if (pipeline === undefined) return undefined;
  const known = new Map(rows.map(({ snapshot }) => [snapshot.id, snapshot]));
  return { ...pipeline, snapshots: pipeline.snapshots.map((stored) => restoreSnapshot(stored, known.get(stored.id))) };
}

function restoreSnapshot(stored: OpportunitySnapshot, now: OpportunitySnapshot | undefined): OpportunitySnapshot {
  if (now === undefined) return stored;
  const exact = comparedMoneyFields.filter((of) => stored[of] !== now[of] && stored[of] === roundToCents(now[of]));
  return exact.length === 0 ? stored : { ...stored, ...Object.fromEntries(exact.map((of) => [of, now[of]])) };
}
