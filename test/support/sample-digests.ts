/** Digests made from believable readings: of a busy day, a quiet one, the first, a late one, and of a week. */
import type { View } from '../../src/core/reply';
import type { Figures, Reading } from '../../src/opportunity/figures';
import { dailyOf, type DigestParts } from '../../src/opportunity/digest/daily';
import { weeklyOf } from '../../src/opportunity/digest/weekly';
import { digestExplainButton, digestFormButton, digestRefreshButton } from '../../src/views/buttons';
import { dailyView } from '../../src/views/digest/daily';
import type { DigestWords } from '../../src/views/digest/digest-words';
import type { Frame } from '../../src/views/digest/frame';
import { weeklyView } from '../../src/views/digest/weekly';
import { spellsIn } from './memory-readings';
import { format, picklists, readAt } from './an-opportunity';
import { aReading, aStanding, digestParts, lost, pastsIn, someFigures, won } from './some-figures';

const titles: Readonly<Record<number, string>> = {
  1: 'Managed backup for 40 users',
  2: 'Firewall refresh, 3 sites',
  3: 'Microsoft 365 migration',
  4: 'Wi-Fi for the new warehouse',
  5: 'Phone system & call queue',
  6: 'Endpoint protection renewal',
  7: 'Server room move',
  8: 'Security awareness training',
};
const companies: Readonly<Record<number, string>> = {
  175: 'Harbor Dental Group',
  176: 'Brightwater Logistics',
  177: 'Larkspur & Finch LLP',
};
const owners: Readonly<Record<number, string>> = { 7: 'Sam Okafor', 8: 'Dana Reyes' };

export const sampleWords: DigestWords = {
  format,
  picklists,
  timezone: 'Europe/Berlin',
  locale: 'en-US',
  names: {
    title: (id) => titles[id],
    company: (id) => companies[id] ?? `#${String(id)}`,
    owner: (id) => owners[id ?? 0] ?? '',
    url: (id) =>
      `https://ww14.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${String(id)}`,
  },
};

export const sampleFrame: Frame = {
  part: 'whole',
  narrowed: 'Owner Sam Okafor or Dana Reyes',
  late: undefined,
  missing: [],
  readAt,
  since: new Date('2026-08-03T06:00:00Z'),
  figures: 'f00d',
  controls: [
    digestExplainButton.with({ of: 'f00d' }, 'Explain a number'),
    digestRefreshButton.with({ subscription: 'daily', before: '2026-09-21T06:00:00.000Z' }, 'Refresh'),
    digestFormButton.with({ subscription: 'daily' }, 'Settings', { spoken: 'Digest settings' }),
  ],
};

const one = (id: number, figures: Partial<Figures> = {}): Figures =>
  someFigures({ id, owner: id % 2 === 0 ? 8 : 7, company: 175 + (id % 3), ...figures });

const weekAgo: Reading = aReading(
  '2026-09-15T06:00:00Z',
  one(1, { stage: 13, probability: 50 }),
  one(2, { stage: 14, probability: 70, recurring: 310, oneTime: 24_600, amount: 28_320, close: '2026-09-18' }),
  one(3, { stage: 12, probability: 30, recurring: 640, oneTime: 9800, amount: 17_480, close: '2026-10-30' }),
  one(4, { stage: 12, probability: 30, recurring: 0, oneTime: 7400, amount: 7400, close: '2026-09-24' }),
  one(5, { stage: 13, probability: 50, recurring: 480, oneTime: 3900, amount: 9660, close: '2026-09-29' }),
  one(6, { stage: 14, probability: 80, recurring: 920, oneTime: 0, amount: 11_040, close: '2026-09-23' }),
  one(7, { stage: 11, probability: 10, recurring: 0, oneTime: 12_500, amount: 12_500, close: '2026-11-20' }),
);
const edited = (changes: Readonly<Record<number, Partial<Figures>>>, reading: Reading): readonly Figures[] =>
  reading.figures.map((figures) => ({ ...figures, ...changes[figures.id] }));

const yesterday: Reading = {
  at: new Date('2026-09-21T06:00:00Z'),
  figures: edited({ 1: { stage: 14, probability: 75 }, 4: { close: '2026-10-06' } }, weekAgo),
};
const today: readonly Figures[] = [
  ...edited(
    {
      3: { close: '2026-11-12' },
      5: { recurring: 560, stage: 14, probability: 75 },
      6: { ...won(), id: 6, recurring: 920, oneTime: 0, owner: 8, company: 175, ended: '2026-09-21' },
      7: { ...lost(), id: 7, recurring: 0, oneTime: 12_500, owner: 7, company: 176, ended: '2026-09-21' },
    },
    yesterday,
  ),
  one(8, {
    stage: 11,
    probability: 10,
    recurring: 150,
    oneTime: 900,
    amount: 2700,
    close: '2026-12-04',
    created: '2026-09-21',
  }),
];
const pushed = ['2026-10-01', '2026-10-15', '2026-10-30'].map((close, index) =>
  aReading(`2026-0${String(index + 7)}-03T06:00:00Z`, one(3, { close, stage: 12 })),
);

const standing = (figures: Figures) =>
  aStanding(figures, {
    title: titles[figures.id] ?? '',
    hasNextStep: figures.id !== 2,
    active: figures.id === 3 ? '2026-08-10' : '2026-09-20',
    reason: figures.id > 5 ? 1 : null,
  });

const partsFor = (now: readonly Figures[], more: Partial<DigestParts> = {}): DigestParts =>
  digestParts([], {
    now: now.map(standing),
    pasts: pastsIn(spellsIn([...pushed, weekAgo, yesterday])),
    before: yesterday,
    weekAgo,
    ...more,
  });
const busy = dailyOf(partsFor(today, { goal: { recurring: 2000, oneTime: 40_000 } }));
const calm = dailyOf(
  partsFor([one(1, { stage: 14 })], {
    before: aReading('2026-09-21T06:00:00Z', one(1, { stage: 14 })),
    weekAgo: aReading('2026-09-15T06:00:00Z', one(1, { stage: 14 })),
    pasts: new Map(),
  }),
);
const first = dailyOf(partsFor(today, { before: undefined, weekAgo: undefined, pasts: new Map() }));

const daily = (digest: typeof busy, frame: Partial<Frame> = {}): View =>
  dailyView(digest, { ...sampleFrame, ...frame }, sampleWords);
const weekFrame: Frame = { ...sampleFrame, narrowed: '' };

export const sampleDigests = {
  daily: daily(busy),
  headline: daily(busy, { part: 'headline' }),
  details: daily(busy, { part: 'details' }),
  quiet: daily(calm),
  first: daily(first, { since: undefined }),
  late: daily(busy, {
    late: new Date('2026-09-22T06:00:00Z'),
    readAt: new Date('2026-09-22T09:40:00Z'),
    missing: ['Not told here: what became of 2 opportunities that have ended. Autotask did not answer that question.'],
  }),
  weekly: weeklyView(weeklyOf(partsFor(today)), weekFrame, sampleWords),
  weeklyHeadline: weeklyView(weeklyOf(partsFor(today)), { ...weekFrame, part: 'headline' }, sampleWords),
  weeklyDetails: weeklyView(weeklyOf(partsFor(today)), { ...weekFrame, part: 'details' }, sampleWords),
  weeklyFirst: weeklyView(
    weeklyOf(partsFor(today, { weekAgo: undefined, pasts: new Map() })),
    { ...weekFrame, since: undefined },
    sampleWords,
  ),
} as const satisfies Record<string, View>;
