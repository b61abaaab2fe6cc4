/** What changed between two readings, and the digest of it: against one plain pass in memory, as readings grow. */
import { addDays } from '../../src/core/days';
import { changesBetween } from '../../src/features/digest/calculations/changes';
import { calculateDailyDigest } from '../../src/features/digest/calculations/daily';
import type { OpportunityHistories } from '../../src/features/digest/calculations/history';
import type { OpportunitySnapshot } from '../../src/opportunity/snapshot';
import { digestInput, scope, aSnapshot } from '../support/some-snapshots';
import type { Benchmark, BenchmarkFigure } from './bench';
import { measureCalls } from './in-process';

const sizes = [1000, 5000, 20_000, 80_000];

export const benchmarkSnapshots: Benchmark = async () => {
  const figures: BenchmarkFigure[] = [];
  const costs: number[] = [];
  for (const size of sizes) {
    const then = Array.from({ length: size }, (_, index) => oldSnapshot(index));
    const now = then.map(aDayLater);
    const earlier = { at: new Date('2026-09-21T08:00:00Z'), snapshots: then };
    const histories: OpportunityHistories = new Map();
    const parts = digestInput(now, { before: earlier, weekAgo: earlier });
    const times = await measureCalls({
      ours: () => changesBetween({ before: earlier, after: now, scope, histories, timezone: 'UTC' }),
      naive: () => plainComparison(then, now),
      digest: () => calculateDailyDigest(parts),
    });
    costs.push(times.digest / size);
    const what = size.toLocaleString('en-US');
    figures.push({
      what: `changes of ${what}`,
      unit: 'ms',
      ours: times.ours,
      baseline: { name: 'one plain pass', value: times.naive },
      ...(size === 20_000 ? { aim: { atMost: 3 } } : {}),
    });
    figures.push({
      what: `daily digest of ${what}, all its sums`,
      unit: 'ms',
      ours: times.digest,
      baseline: { name: 'one plain pass', value: times.naive },
    });
  }
  const [smallest = 0, largest = 0] = [costs[0], costs.at(-1)];
  figures.push({
    what: 'digest, one opportunity among 80,000',
    unit: 'µs',
    ours: largest * 1000,
    baseline: { name: 'among 1,000', value: smallest * 1000 },
    aim: { atMost: 2 },
  });
  return figures;
};

const oldSnapshot = (index: number): OpportunitySnapshot =>
  aSnapshot({
    id: index + 1,
    stage: 11 + (index % 4),
    owner: 1 + (index % 40),
    company: 1 + (index % 900),
    close: addDays('2026-08-01', index % 180),
    amount: 1000 + (index % 5000),
  });

/** Three of a hundred changed: as many as in a busy day. */
function aDayLater(figures: OpportunitySnapshot): OpportunitySnapshot {
  if (figures.id % 100 === 1) return { ...figures, stage: figures.stage + 1 };
  if (figures.id % 100 === 2) return { ...figures, close: addDays(figures.close ?? '2026-09-01', 14) };
  if (figures.id % 100 === 3) return { ...figures, status: 3, stage: 16, ended: '2026-09-21' };
  return figures;
}

/** Finds the same opportunities, and says nothing more of them. */
function plainComparison(
  then: readonly OpportunitySnapshot[],
  now: readonly OpportunitySnapshot[],
): readonly OpportunitySnapshot[] {
  const known = new Map(then.map((figures) => [figures.id, figures]));
  const changed: OpportunitySnapshot[] = [];
  for (const figures of now) {
    const earlier = known.get(figures.id);
    const names = Object.keys(figures) as (keyof OpportunitySnapshot)[];
    if (earlier === undefined || names.some((name) => earlier[name] !== figures[name])) changed.push(figures);
  }
  return changed;
}
