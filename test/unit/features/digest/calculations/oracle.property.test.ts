/** The arithmetic of both digests against a second implementation, over random histories. */
import fc from 'fast-check';
import type { OpportunitySnapshot, PipelineSnapshot } from '../../../../../src/opportunity/snapshot';
import { changesBetween } from '../../../../../src/features/digest/calculations/changes';
import { calculateDailyDigest } from '../../../../../src/features/digest/calculations/daily';
import { ageInStage, historiesOf, countPushes } from '../../../../../src/features/digest/calculations/history';
import { scopeOf, type DigestFilters } from '../../../../../src/features/digest/calculations/scope';
import type { Money, Sums } from '../../../../../src/features/digest/calculations/sums';
import {
  inflowKinds,
  calculateWaterfall,
  type WaterfallSum,
} from '../../../../../src/features/digest/calculations/waterfall';
import { varianceParts } from '../../../../../src/features/digest/calculations/variance';
import { calculateWeeklyDigest } from '../../../../../src/features/digest/calculations/weekly';
import { picklists } from '../../../../support/an-opportunity';
import { filters, histories } from '../../../../support/arbitrary-histories';
import {
  inStageSince,
  matches,
  monthOf,
  statusWord,
  timesPushed,
  total,
  waterfallLines,
  wasThereBefore,
  type Cents,
} from '../../../../support/digest-oracle';
import { intervalsIn } from '../../../../support/memory-snapshots';
import { digestInput } from '../../../../support/some-snapshots';

interface Story {
  readonly readings: readonly PipelineSnapshot[];
  readonly narrowed: DigestFilters;
  readonly before: PipelineSnapshot;
  readonly now: readonly OpportunitySnapshot[];
  readonly day: string;
}
const stories = fc.tuple(histories, filters).map(([readings, narrowed]): Story => {
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A history has readings.');
  return { readings, narrowed, before: first, now: last.snapshots, day: last.at.toISOString().slice(0, 10) };
});

function partsFor({ readings, narrowed, before, now, day }: Story) {
  const scope = scopeOf(narrowed, picklists.statuses);
  const histories = historiesOf(intervalsIn(readings), readings[0]?.at, scope);
  return digestInput(now, { scope, histories, before, weekAgo: before, day });
}
const between = (story: Story) => {
  const { scope, histories } = partsFor(story);
  return { before: story.before, after: story.now, scope, histories, timezone: 'UTC' };
};
const inCents = ({ count, recurring, oneTime }: Pick<Sums, 'count' | 'recurring' | 'oneTime'>): Cents => ({
  count,
  recurring: Math.round(recurring * 100),
  oneTime: Math.round(oneTime * 100),
});
const check = (property: (story: Story) => void) => fc.assert(fc.property(stories, property), { numRuns: 150 });

describe('Whatever happened between two readings', () => {
  it('the walk comes out even to the cent, in money and in number', () => {
    check((story) => {
      const walk = calculateWaterfall(between(story), story.day);
      const side = (isIn: boolean) =>
        walk.lines.filter(({ line }) => (inflowKinds as readonly string[]).includes(line) === isIn);
      const sum = (lines: readonly WaterfallSum[], of: keyof Money) =>
        lines.reduce((all, line) => all + Math.round(line[of] * 100), 0);
      for (const money of ['recurring', 'oneTime'] as const) {
        const end = Math.round(walk.start[money] * 100) + sum(side(true), money) - sum(side(false), money);
        expect(end).toBe(Math.round(walk.end[money] * 100));
      }
      const moved = (isIn: boolean) =>
        side(isIn)
          .filter(({ line }) => line !== 'grown' && line !== 'shrunk')
          .reduce((all, { count }) => all + count, 0);
      expect(walk.start.count + moved(true) - moved(false)).toBe(walk.end.count);
    });
  });

  it('each line of the walk is what following every opportunity tells', () => {
    check((story) => {
      const walk = calculateWaterfall(between(story), story.day);
      const expected = new Map<string, Cents & { ids: number[] }>();
      for (const id of new Set([...story.before.snapshots, ...story.now].map((one) => one.id))) {
        const find = (figures: readonly OpportunitySnapshot[]) => figures.find((one) => one.id === id);
        const known = wasThereBefore(story.readings, id, story.before.at);
        const pair = { before: find(story.before.snapshots), after: find(story.now), isKnown: known };
        const since = story.before.at.toISOString().slice(0, 10);
        for (const [line, money] of waterfallLines(pair, { filters: story.narrowed, day: story.day, since })) {
          const sum = expected.get(line) ?? { count: 0, recurring: 0, oneTime: 0, ids: [] };
          sum.count += 1;
          sum.recurring += money.recurring;
          sum.oneTime += money.oneTime;
          sum.ids.push(id);
          expected.set(line, sum);
        }
      }
      const found = walk.lines.map((line) => [line.line, { ...inCents(line), ids: [...line.ids].sort() }] as const);
      expect(new Map(found)).toEqual(expected);
    });
  });

  it('the totals of the day are what counting tells', () => {
    check((story) => {
      const { now, day, narrowed } = story;
      const daily = calculateDailyDigest(partsFor(story));
      const isOpen = (one: OpportunitySnapshot) => statusWord(one) === 'open' && matches(one, narrowed);
      const month = (date: string | null) => (date === null ? undefined : monthOf(date));
      const ended = (word: string) => (one: OpportunitySnapshot) =>
        statusWord(one) === word && matches(one, narrowed) && month(one.ended) === monthOf(day);
      const closing = (one: OpportunitySnapshot) => isOpen(one) && month(one.close) === monthOf(day);
      expect(inCents(daily.open)).toEqual(total(now, isOpen));
      expect(inCents(daily.closing)).toEqual(total(now, closing));
      expect(inCents(daily.won)).toEqual(total(now, ended('won')));
      expect(inCents(daily.lost)).toEqual(total(now, ended('lost')));
      for (const { stage, ...sums } of daily.stages) {
        expect(inCents(sums)).toEqual(total(now, (one) => isOpen(one) && one.stage === stage));
      }
      const weighted = now.filter(closing).reduce((sum, one) => sum + one.recurring * one.probability, 0) / 100;
      expect(daily.closing.weightedRecurring).toBeCloseTo(weighted, 3);
    });
  });

  it('the forecast has every open opportunity on exactly one line', () => {
    check((story) => {
      const { day, narrowed, now } = story;
      const { forecast, open } = calculateDailyDigest(partsFor(story));
      const isOpen = (one: OpportunitySnapshot) => statusWord(one) === 'open' && matches(one, narrowed);
      expect(forecast.flatMap(({ sums }) => sums.ids).sort()).toEqual([...open.ids].sort());
      for (const line of forecast) {
        const expected = total(now, (one) => {
          if (!isOpen(one)) return false;
          if (one.close === null) return line.due === 'undated';
          if (Date.parse(one.close) < Date.parse(day)) return line.due === 'overdue';
          const away = monthOf(one.close) - monthOf(day);
          return line.due === 'month'
            ? away < 4 && monthOf(line.month) === monthOf(one.close)
            : away > 3 && line.due === 'later';
        });
        expect(inCents(line.sums)).toEqual(expected);
      }
    });
  });

  it('the parts of a difference add up to it, and the reasons point its way', () => {
    check((story) => {
      const { comparison, closing } = calculateDailyDigest(partsFor(story));
      const { day } = story;
      if (comparison === undefined) throw new Error('There is a reading to compare with.');
      const scoped = between(story);
      for (const money of ['recurring', 'oneTime'] as const) {
        const counts = (one: OpportunitySnapshot) =>
          statusWord(one) === 'open' && matches(one, story.narrowed) && one.close?.slice(0, 7) === day.slice(0, 7);
        const parts = varianceParts(scoped, { counts, money: (one) => one[money] });
        expect(parts.reduce((sum, { by }) => sum + by, 0)).toBeCloseTo(comparison[money], 2);
      }
      expect(comparison.recurring).toBeCloseTo(closing.weightedRecurring - comparison.closing.weightedRecurring, 3);
      const { variance } = comparison;
      expect(variance === undefined).toBe(comparison.recurring === 0 && comparison.oneTime === 0);
      for (const { by } of variance?.reasons ?? [])
        expect(Math.sign(by)).toBe(Math.sign(comparison[variance?.of ?? 'recurring']));
    });
  });

  it('what has changed is told once, and what has not is not told', () => {
    check((story) => {
      const changes = changesBetween(between(story));
      expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
      const kindsOf = (one: OpportunitySnapshot): readonly string[] =>
        changes.find(({ id }) => id === one.id)?.kinds ?? [];
      const told = story.now.flatMap((one) => {
        const before = story.before.snapshots.find(({ id }) => id === one.id);
        const isOurs = (figures: OpportunitySnapshot) => matches(figures, story.narrowed);
        return before && statusWord(before) === 'open' && isOurs(before) && isOurs(one) ? [{ before, one }] : [];
      });
      for (const { one } of told.filter(({ one: after }) => statusWord(after) !== 'open')) {
        expect(kindsOf(one)).toEqual([statusWord(one)]);
      }
      for (const { before, one } of told.filter(({ one: after }) => statusWord(after) === 'open')) {
        expect(kindsOf(one).includes('stage')).toBe(before.stage !== one.stage);
        expect(kindsOf(one).includes('slipped')).toBe((one.close ?? '') > (before.close ?? '9999'));
        const isSame = (['stage', 'close', 'probability', 'amount', 'recurring', 'oneTime'] as const).every(
          (figure) => before[figure] === one[figure],
        );
        if (isSame) expect(kindsOf(one)).toEqual([]);
      }
    });
  });

  it('pushes and the time in a stage are what reading after reading tells', () => {
    check((story) => {
      const { scope, histories } = partsFor(story);
      for (const one of story.now) {
        const past = histories.get(one.id);
        expect(countPushes(one, past, scope)).toBe(timesPushed(story.readings, one.id));
        expect(past?.stageSince).toEqual(inStageSince(story.readings, one.id));
        expect(ageInStage(one, past, { day: story.day, timezone: 'UTC' })?.days).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('a push for the third time or more is flagged, and each slip belongs to one owner', () => {
    check((story) => {
      const { slips } = calculateWeeklyDigest(partsFor(story));
      const slipped = slips?.owners.flatMap(({ sums }) => sums.ids) ?? [];
      const often = slipped.filter((id) => timesPushed(story.readings, id) >= 3);
      expect(slips?.repeatedPushes.map(({ snapshot }) => snapshot.id).sort()).toEqual([...often].sort());
      for (const { owner, sums } of slips?.owners ?? []) {
        for (const id of sums.ids) expect(story.now.find((one) => one.id === id)?.owner).toBe(owner);
      }
    });
  });

  it('wins and losses of the week are counted once each, under one reason', () => {
    check((story) => {
      const { week } = calculateWeeklyDigest(partsFor(story));
      const days = (date: string) => (Date.parse(story.day) - Date.parse(date)) / 86_400_000;
      const expected = (word: string) =>
        total(
          story.now,
          (one) =>
            statusWord(one) === word &&
            matches(one, story.narrowed) &&
            one.ended !== null &&
            days(one.ended) < 7 &&
            days(one.ended) >= 0,
        );
      expect(inCents(week.won)).toEqual(expected('won'));
      expect(inCents(week.lost)).toEqual(expected('lost'));
      expect(week.reasons.flatMap(({ ids }) => ids).sort()).toEqual([...week.won.ids, ...week.lost.ids].sort());
    });
  });

  it('a day is quiet exactly when nothing changed and nothing needs a hand', () => {
    check((story) => {
      const daily = calculateDailyDigest(partsFor(story));
      expect(daily.quiet).toBe(daily.changes.length === 0 && daily.attention.length === 0);
      expect(calculateDailyDigest({ ...partsFor(story), before: undefined }).quiet).toBe(false);
    });
  });
});
