/** Random histories of a few opportunities: reading after reading they come, move, end, come back and disappear. */
import fc from 'fast-check';
import type { OpportunitySnapshot, PipelineSnapshot } from '../../src/opportunity/snapshot';
import { addDays } from '../../src/core/days';
import { aSnapshot } from './some-snapshots';

const firstDay = '2026-09-10';
const ids = [1, 2, 3, 4, 5, 6, 7, 8];

/** Cents that halves and thirds leave behind are among them. */
const money = fc.constantFrom(0, 0, 100, 33.33, 66.67, 1250, 0.1, 0.2, 99_999.99);
const figures = fc.record({
  owner: fc.constantFrom(null, 7, 8),
  company: fc.constantFrom(175, 176),
  category: fc.constantFrom(null, 3),
  stage: fc.constantFrom(11, 12, 13),
  status: fc.constantFrom(0, 1, 1, 1, 2, 3, 4),
  close: fc.option(
    fc.integer({ min: -20, max: 150 }).map((days) => addDays(firstDay, days)),
    { freq: 8 },
  ),
  probability: fc.constantFrom(0, 10, 50, 75, 100),
  amount: money,
  recurring: money,
  oneTime: money,
});

/** What becomes of one opportunity from one reading to the next. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'same' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'away' as const }) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        figures,
        fc.subarray(['owner', 'stage', 'status', 'close', 'probability', 'recurring', 'oneTime'] as const),
      )
      .map(([values, changed]) => ({ kind: 'changed' as const, values, changed })),
  },
);
const life = (readings: number) => fc.array(step, { minLength: readings, maxLength: readings });

/** Readings of consecutive days, at eight in the morning. */
export const histories: fc.Arbitrary<readonly PipelineSnapshot[]> = fc.integer({ min: 2, max: 6 }).chain((count) =>
  fc.tuple(...ids.map(() => fc.tuple(figures, fc.boolean(), life(count)))).map((lives) => {
    const courses = lives.map(([start, present, steps], index) =>
      readingsOf(ids[index] ?? 0, { start, present, steps }),
    );
    return Array.from({ length: count }, (_unused, at) => ({
      at: new Date(`${addDays(firstDay, at)}T08:00:00Z`),
      snapshots: courses.flatMap((course) => course[at] ?? []),
    }));
  }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
interface OpportunityLife {
  readonly start: Partial<OpportunitySnapshot>;
  readonly present: boolean;
  readonly steps: readonly Step[];
}

function readingsOf(
  id: number,
  { start, present, steps }: OpportunityLife,
): readonly (OpportunitySnapshot | undefined)[] {
  let now: OpportunitySnapshot = withEndDate({ ...aSnapshot(start), id }, firstDay);
  let isPresent = present;
  return steps.map((one, index) => {
    if (one.kind === 'changed') {
      now = withEndDate({ ...now, ...pickFields(one.values, one.changed) }, addDays(firstDay, index));
      isPresent = true;
    }
    if (one.kind === 'away') isPresent = false;
    return isPresent ? now : undefined;
  });
}

const pickFields = (
  values: Partial<OpportunitySnapshot>,
  names: readonly (keyof OpportunitySnapshot)[],
): Partial<OpportunitySnapshot> => Object.fromEntries(names.map((name) => [name, values[name]]));

/** The day of its end goes with the status. */
function withEndDate(one: OpportunitySnapshot, day: string): OpportunitySnapshot {
  if (one.status < 2) return { ...one, ended: null };
  return { ...one, ended: one.ended ?? day };
}

/** Random filters, often none. */
export const filters = fc.record(
  {
    owner: fc.constantFrom([7], [7, 8]),
    stage: fc.constantFrom([11], [12, 13]),
    category: fc.constant([3]),
    companies: fc.constant(new Set([175])),
    amount: fc.constant((amount: number) => amount >= 100),
  },
  { requiredKeys: [] },
);
