import fc from 'fast-check';
import { differenceText } from '../../../src/views/entry';
import { shortenDistinct } from '../../../src/views/format';
import { historyView } from '../../../src/features/record/history';
import { changeLine } from '../../../src/features/digest/views/changes';
import { valueTexts } from '../../../src/views/values';
import { format, picklists } from '../../support/an-opportunity';
import { aSnapshot } from '../../support/some-snapshots';

const names = new Map([
  ['ownerResourceID 4', 'Sam Okafor'],
  ['ownerResourceID 9', 'Sam Okafor'],
]);
const wording = { format, picklists, names };
const long = 'The customer wants the whole site moved to the new rack, '.repeat(8);
const say = (field: string, seen: unknown, now: unknown) => differenceText({ field, seen, now }, wording);

describe('What differs is told with what differs', () => {
  test.each<[string, [unknown, unknown], [string, string]]>([
    ['amount', [1250.1, 1250.4], ['$1,250.10', '$1,250.40']],
    ['amount', [1250, 1250.4], ['$1,250.00', '$1,250.40']],
    ['amount', [1250, 2400], ['$1,250', '$2,400']],
    ['monthlyRevenue', [33.3333, 33.3366], ['$33.33', '$33.34']],
    ['monthlyRevenue', [1250.001, 1250.002], ['$1,250.001', '$1,250.002']],
    ['probability', [45, 46], ['45', '46']],
    ['stage', [13, 14], ['3 Scoping', '4 Quote sent']],
    ['ownerResourceID', [4, 9], ['Sam Okafor (#4)', 'Sam Okafor (#9)']],
    [
      'nextStep',
      [`${long}on Monday`, `${long}on Friday`],
      ['…to the new rack, on Monday', '…to the new rack, on Friday'],
    ],
    ['nextStep', [long.trim(), `${long}soon`], ['…ved to the new rack,', '…ved to the new rack, soon']],
    ['nextStep', ['Call', 'Write'], ['Call', 'Write']],
  ])('%s: %p', (field, [seen, now], [before, after]) => {
    expect(say(field, seen, now)).toMatch(
      new RegExp(`was “${escape(before)}” when you saw it; it is “${escape(after)}” now`),
    );
  });

  it('two moments of one day are told with their time', () => {
    const [one, other] = valueTexts('lostDate', ['2026-11-24T09:15:00Z', '2026-11-24T17:40:00Z'], wording);
    expect(one).not.toBe(other);
    const seconds = valueTexts('lostDate', ['2026-11-24T09:15:01Z', '2026-11-24T09:15:02Z'], wording);
    expect(seconds).toEqual(['2026-11-24T09:15:01Z', '2026-11-24T09:15:02Z']);
  });

  it('whatever two different values are, their words differ', () => {
    const cents = fc.integer({ min: 0, max: 1e9 }).map((value) => value / 10_000);
    const texts = fc.tuple(fc.string({ maxLength: 300 }), fc.string({ minLength: 1 }), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        fc.pre(one !== other);
        const [before, after] = valueTexts('amount', [one, other], wording);
        expect(before).not.toBe(after);
      }),
    );
    fc.assert(
      fc.property(texts, ([begin, one, other]) => {
        fc.pre(one !== other && !/\s$/.test(one + other));
        const [before, after] = shortenDistinct(`${begin}${one}`, `${begin}${other}`, 60);
        expect(before).not.toBe(after);
        expect(Math.max(before.length, after.length)).toBeLessThanOrEqual(61);
      }),
    );
  });

  it('the history of changes and the changes of a digest tell cents too', () => {
    const line = {
      at: new Date('2026-09-22T10:00:00Z'),
      news: 'Changed amount',
      person: { name: 'Sam Okafor' },
      place: { platform: 'slack' },
      reference: 'ABC',
      result: 'done',
      fields: [{ field: 'amount', from: 1250.1, to: 1250.4 }],
    };
    const parts = { title: 'Rack', lines: [line], more: false, wording } as unknown as Parameters<
      typeof historyView
    >[0];
    expect(historyView(parts).text).toContain('Amount: $1,250.10 → $1,250.40');
    const words = { format } as unknown as Parameters<typeof changeLine>[1];
    const change = (before: object, after: object) =>
      changeLine({ id: 1, kinds: ['grown'], before: aSnapshot(before), after: aSnapshot(after) }, words);
    expect(change({ recurring: 1250.1 }, { recurring: 1250.4 })).toBe('$1,250.10/mo → $1,250.40/mo');
    expect(change({ oneTime: 1250 }, { oneTime: 1250.4 })).toBe('$1,250.00 → $1,250.40');
    expect(change({ amount: 1250.4 }, { amount: 1250.3 })).toBe('amount $1,250.40 → $1,250.30');
  });
});

const escape = (text: string): string => text.replace(/[$.*+?^()|[\]{}]/g, '\\$&');
