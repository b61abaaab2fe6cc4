/** A second, slower way to the same figures, written from the words of the product alone: whole cents, plain loops. */
import type { OpportunitySnapshot, PipelineSnapshot } from '../../src/opportunity/snapshot';
import type { DigestFilters } from '../../src/features/digest/calculations/scope';

export interface Cents {
  count: number;
  recurring: number;
  oneTime: number;
}
const noCents = (): Cents => ({ count: 0, recurring: 0, oneTime: 0 });
const toCents = (amount: number): number => Number((amount * 100).toFixed(0));

export const statusWord = ({ status }: OpportunitySnapshot): string =>
  ({ 0: 'open', 1: 'open', 2: 'lost', 3: 'won', 4: 'won' })[status] ?? 'won';

export function matches(one: OpportunitySnapshot, filters: DigestFilters): boolean {
  const { owner, category, companies, amount, stage } = filters;
  const wanted = [
    [owner, one.owner],
    [category, one.category],
    [companies && [...companies], one.company],
    [statusWord(one) === 'open' ? stage : undefined, one.stage],
  ] as const;
  const isAmong = wanted.every(([list, value]) => list === undefined || list.some((id) => id === value));
  return isAmong && (amount === undefined || amount(one.amount));
}

export function total(figures: readonly OpportunitySnapshot[], test: (one: OpportunitySnapshot) => boolean): Cents {
  const sum = noCents();
  for (const one of figures) {
    if (!test(one)) continue;
    sum.count += 1;
    sum.recurring += toCents(one.recurring);
    sum.oneTime += toCents(one.oneTime);
  }
  return sum;
}

/** Year and month as one number. */
export const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

type Lines = readonly (readonly [string, Omit<Cents, 'count'>])[];
interface SnapshotPair {
  readonly before: OpportunitySnapshot | undefined;
  readonly after: OpportunitySnapshot | undefined;
  readonly isKnown: boolean;
}
interface OracleRules {
  readonly filters: DigestFilters;
  readonly day: string;
  readonly since: string;
}
const money = (one: OpportunitySnapshot) => ({ recurring: toCents(one.recurring), oneTime: toCents(one.oneTime) });
const quarter = (date: string): number => Math.floor(monthOf(date) / 3);

function stateOf(one: OpportunitySnapshot | undefined, { filters, day }: OracleRules): string {
  if (one === undefined) return 'absent';
  if (statusWord(one) !== 'open') return statusWord(one);
  if (!matches(one, filters)) return 'elsewhere';
  return one.close !== null && quarter(one.close) <= quarter(day) ? 'inside' : 'later';
}
const entryLines = { won: 'reopened', lost: 'reopened', elsewhere: 'joined', later: 'pulled in' };
const exitLines = { won: 'won', lost: 'lost', elsewhere: 'left', later: 'slipped out' };

/** Which lines of the walk one opportunity is on, found by following it from one state into the next. */
export function waterfallLines(pair: SnapshotPair, rules: OracleRules): Lines {
  const { before, after, isKnown } = pair;
  const [from, to] = [stateOf(before, rules), stateOf(after, rules)];
  if (from === 'inside' && before !== undefined) return linesFromInside(before, after, to);
  if (after === undefined) return [];
  const entry = [{ ...entryLines, absent: isKnown ? 'reopened' : 'new' }[from as 'won'], money(after)] as const;
  if (to === 'inside') return [entry];
  return to === 'won' && countsAsNew(from, after, rules) ? [entry, ['won', money(after)] as const] : [];
}

function countsAsNew(from: string, after: OpportunitySnapshot, { filters, since }: OracleRules): boolean {
  if (from === 'won' || !matches(after, filters)) return false;
  return from !== 'absent' || (after.ended ?? '') >= since;
}

function linesFromInside(before: OpportunitySnapshot, after: OpportunitySnapshot | undefined, to: string): Lines {
  if (after === undefined) return [['gone', money(before)]];
  const [old, now] = [money(before), money(after)];
  const changed = (['grown', 'shrunk'] as const).map((line) => {
    const sign = line === 'grown' ? 1 : -1;
    const by = (one: number, other: number): number => Math.max(0, sign * (other - one));
    return [line, { recurring: by(old.recurring, now.recurring), oneTime: by(old.oneTime, now.oneTime) }] as const;
  });
  const some = changed.filter(([, by]) => by.recurring + by.oneTime > 0);
  return to === 'inside' ? some : [...some, [exitLines[to as 'won'], now]];
}

/** The figures of one opportunity in each reading that has it. */
const snapshotsOf = (
  readings: readonly PipelineSnapshot[],
  id: number,
): readonly { at: Date; one: OpportunitySnapshot }[] =>
  readings.flatMap(({ at, snapshots }) => snapshots.filter((one) => one.id === id).map((one) => ({ at, one })));

export function timesPushed(readings: readonly PipelineSnapshot[], id: number): number {
  let pushes = 0;
  const seen = snapshotsOf(readings, id);
  seen.forEach(({ one }, index) => {
    const last = seen[index - 1]?.one;
    if (last === undefined || statusWord(last) !== 'open' || statusWord(one) !== 'open') return;
    if (last.close !== null && one.close !== null && Date.parse(one.close) > Date.parse(last.close)) pushes++;
  });
  return pushes;
}

/** The reading in which it was first seen in the stage that it is in, without having left it since. */
export function inStageSince(readings: readonly PipelineSnapshot[], id: number): Date | undefined {
  const seen = [...snapshotsOf(readings, id)].reverse();
  const other = seen.findIndex(({ one }) => one.stage !== seen[0]?.one.stage);
  return (other === -1 ? seen.at(-1) : seen[other - 1])?.at;
}

export const wasThereBefore = (readings: readonly PipelineSnapshot[], id: number, at: Date): boolean =>
  readings.some((reading) => reading.at <= at && reading.snapshots.some((one) => one.id === id));
