import fc from 'fast-check';
import { changeRow, varianceLine } from '../../../../src/features/digest/views/changes';
import { distributeRounding } from '../../../../src/features/digest/views/waterfall-rows';
import type { DigestChange, ChangeKind } from '../../../../src/features/digest/calculations/changes';
import type { WeekComparison } from '../../../../src/features/digest/calculations/daily';
import { sumsOf } from '../../../../src/features/digest/calculations/sums';
import { sampleDigests, sampleWords } from '../../../support/sample-digests';
import { aSnapshot } from '../../../support/some-snapshots';

describe('The walk', () => {
  it('can be added up as it is printed, whatever rounding does', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((amount) => amount / 100);
    fc.assert(
      fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 11 }), (start, steps) => {
        const end = steps.reduce((sum, step) => sum + step, start);
        const printed = distributeRounding(start, steps, end);
        expect(printed.reduce((sum, step) => sum + step, Math.round(start))).toBe(Math.round(end));
        for (const [index, step] of steps.entries()) {
          expect(Math.abs((printed[index] ?? 0) - step)).toBeLessThanOrEqual(1 + steps.length / 2);
        }
      }),
    );
  });
});

describe('Why', () => {
  const comparison = (recurring: number, ...kinds: readonly ChangeKind[]): WeekComparison => ({
    at: new Date('2026-09-15T06:00:00Z'),
    closing: sumsOf([]),
    recurring,
    oneTime: -5,
    variance: {
      of: recurring === 0 ? 'oneTime' : 'recurring',
      explainsMost: kinds.length === 1,
      reasons: kinds.map((kind) => ({ kind, by: recurring === 0 ? -5 : recurring, stage: 14, ids: [1, 2] })),
    },
  });

  it.each([
    [comparison(420, 'stage'), 'Up mainly because 2 opportunities moved to 4 Quote sent.'],
    [
      comparison(-420, 'lost', 'slipped'),
      'Down partly because 2 opportunities were lost and 2 opportunities slipped out of the month.',
    ],
    [comparison(420, 'pulled in'), 'Up mainly because 2 opportunities were pulled into the month.'],
    [comparison(0, 'shrunk'), 'One-time is down mainly because 2 opportunities shrank.'],
    [{ ...comparison(0), variance: undefined }, ''],
  ])('is a sentence (%#)', (compared, sentence) => {
    expect(varianceLine(compared, sampleWords)).toBe(sentence);
  });
});

describe('A change', () => {
  const about = (kinds: DigestChange['kinds'], before: object, after: object) =>
    changeRow(
      { id: 1, kinds, before: aSnapshot({ id: 1, ...before }), after: aSnapshot({ id: 1, ...after }) },
      sampleWords,
    );

  it('has a word beside its symbol, and says what became of it', () => {
    expect(about(['stage', 'slipped'], { stage: 13 }, { stage: 14, close: '2026-09-26' })).toMatchObject({
      lead: '→ Stage',
      title: 'Managed backup for 40 users',
      about:
        'Harbor Dental Group · 3 Scoping → 4 Quote sent, close Fri, Sep 25, 2026 → Sat, Sep 26, 2026 (1 day later) · $1,250/mo + $18,400',
    });
  });

  it('tells of recurring and of one-time money apart, and of the amount where neither moved', () => {
    expect(
      about(['grown', 'shrunk'], { recurring: 100, oneTime: 20 }, { recurring: 200, oneTime: 10 }).about,
    ).toContain('$100/mo → $200/mo, $20 → $10 ·');
    expect(about(['grown'], { amount: 1000 }, { amount: 2000 }).about).toContain('amount $1,000 → $2,000');
    expect(about(['shrunk'], { oneTime: 20 }, { oneTime: 10 }).about).toContain('$20 → $10');
  });
});

describe('A digest in two parts', () => {
  it('says everything once: figures above, rows beneath', () => {
    const lines = (text: string) => text.split('\n').slice(1);
    const together = new Set([...lines(sampleDigests.headline.text), ...lines(sampleDigests.details.text)]);
    for (const line of lines(sampleDigests.daily.text)) expect(together).toContain(line);
  });

  it('leaves out what is as it was on a quiet day', () => {
    expect(sampleDigests.quiet.text).not.toContain('Forecast');
    expect(sampleDigests.quiet.text).toContain('Nothing needs attention');
  });
});
