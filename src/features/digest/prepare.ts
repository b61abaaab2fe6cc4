/** Daily and weekly digests behind one interface: figures, the names they need, the opportunities behind each figure. */
import type { View } from '../../core/reply';
import { dailyDrillDown, weeklyDrillDown, type DrillDown } from './calculations/drill-down';
import type { AttentionItem } from './calculations/attention';
import type { DigestChange } from './calculations/changes';
import { calculateDailyDigest, type DigestInput } from './calculations/daily';
import { calculateWeeklyDigest } from './calculations/weekly';
import type { OpportunitySnapshot } from '../../opportunity/snapshot';
import { reasonsLine, rowLimits } from './views/rows';
import { changeLine } from './views/changes';
import { dailyView } from './views/daily';
import type { DigestWords } from './views/wording';
import type { DigestFrame } from './views/frame';
import { weeklyView } from './views/weekly';

export interface PreparedDigest {
  readonly day: string;
  readonly isQuiet: boolean;
  readonly drillDown: DrillDown;
  /** Opportunities with a row of their own. */
  readonly rowSnapshots: readonly OpportunitySnapshot[];
  readonly owners: readonly (number | null)[];
  /** Owners of opportunities that need attention, the most urgent first. */
  readonly ownersToMention: readonly (number | null)[];
  /** As in the middle of a sentence. */
  title(words: DigestWords): string;
  buildView(frame: DigestFrame, words: DigestWords): View;
  /** A remark for an opportunity in the list of a figure: by figure, by id. */
  remarks(words: DigestWords): Record<string, Record<string, string>>;
}

export function prepareDaily(input: DigestInput): PreparedDigest {
  const daily = calculateDailyDigest(input);
  const { day, quiet: isQuiet, changes, attention } = daily;
  return {
    day,
    isQuiet,
    drillDown: dailyDrillDown(daily),
    rowSnapshots: [
      ...changes.slice(0, rowLimits.changes).flatMap(({ after, before }) => after ?? before ?? []),
      ...snapshotsIn(attention),
    ],
    owners: [],
    ownersToMention: ownersIn(attention),
    title: ({ format }) => `the digest of ${format.day(day)}`,
    buildView: (frame, words) => dailyView(daily, frame, words),
    remarks: (words) => remarksOn(changes, attention, words),
  };
}

export function prepareWeekly(input: DigestInput): PreparedDigest {
  const weekly = calculateWeeklyDigest(input);
  const { day, quiet: isQuiet, changes, attention, slips } = weekly;
  return {
    day,
    isQuiet,
    drillDown: weeklyDrillDown(weekly),
    rowSnapshots: [
      ...(slips?.repeatedPushes ?? []).map(({ snapshot }) => snapshot).slice(0, rowLimits.attention),
      ...snapshotsIn(attention),
    ],
    owners: (slips?.owners ?? []).map(({ owner }) => owner),
    ownersToMention: ownersIn(attention),
    title: ({ format }) => `the week to ${format.day(day)}`,
    buildView: (frame, words) => weeklyView(weekly, frame, words),
    remarks: (words) => remarksOn(changes, attention, words),
  };
}

const snapshotsIn = (attention: readonly AttentionItem[]): readonly OpportunitySnapshot[] =>
  attention.slice(0, rowLimits.attention).map(({ row }) => row.snapshot);

const ownersIn = (attention: readonly AttentionItem[]): readonly (number | null)[] =>
  attention.map(({ row }) => row.snapshot.owner);

function remarksOn(
  changes: readonly DigestChange[],
  attention: readonly AttentionItem[],
  words: DigestWords,
): Record<string, Record<string, string>> {
  return {
    changes: Object.fromEntries(changes.map((change) => [String(change.id), changeText(change, words)])),
    attention: Object.fromEntries(attention.map((item) => [String(item.row.snapshot.id), reasonsLine(item, words)])),
  };
}

const changeText = (change: DigestChange, words: DigestWords): string =>
  [change.kinds[0], changeLine(change, words)].filter((part) => part !== '').join(', ');
