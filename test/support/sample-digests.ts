/** Digests made from believable readings: of a busy day, a quiet one, the first, a late one, and of a week. */
import type { View } from '../../src/core/reply';
import type { OpportunitySnapshot, PipelineSnapshot } from '../../src/opportunity/snapshot';
import { calculateDailyDigest, type DigestInput } from '../../src/features/digest/calculations/daily';
import { calculateWeeklyDigest } from '../../src/features/digest/calculations/weekly';
import { digestExplainButton, digestFormButton, digestRefreshButton } from '../../src/features/digest/buttons';
import { dailyView } from '../../src/features/digest/views/daily';
import type { DigestWords } from '../../src/features/digest/views/wording';
import type { DigestFrame } from '../../src/features/digest/views/frame';
import { weeklyView } from '../../src/features/digest/views/weekly';
import { intervalsIn } from './memory-snapshots';
import { format, picklists, readAt } from './an-opportunity';
import { aReading, aDigestRow, digestInput, lost, historiesIn, aSnapshot, won } from './some-snapshots';

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

export const sampleFrame: DigestFrame = {
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

const aDeal = (id: number, figures: Partial<OpportunitySnapshot> = {}): OpportunitySnapshot =>
  aSnapshot({ id, owner: id % 2 === 0 ? 8 : 7, company: 175 + (id % 3), ...figures });

const weekAgo: PipelineSnapshot = aReading(
  '2026-09-15T06:00:00Z',
  aDeal(1, { stage: 13, probability: 50 }),
  aDeal(2, { stage: 14, probability: 70, recurring: 310, oneTime: 24_600, amount: 28_320, close: '2026-09-18' }),
  aDeal(3, { stage: 12, probability: 30, recurring: 640, oneTime: 9800, amount: 17_480, close: '2026-10-30' }),
  aDeal(4, { stage: 12, probability: 30, recurring: 0, oneTime: 7400, amount: 7400, close: '2026-09-24' }),
  aDeal(5, { stage: 13, probability: 50, recurring: 480, oneTime: 3900, amount: 9660, close: '2026-09-29' }),
  aDeal(6, { stage: 14, probability: 80, recurring: 920, oneTime: 0, amount: 11_040, close: '2026-09-23' }),
  aDeal(7, { stage: 11, probability: 10, recurring: 0, oneTime: 12_500, amount: 12_500, close: '2026-11-20' }),
);
const withChanges = (
  changes: Readonly<Record<number, Partial<OpportunitySnapshot>>>,
  reading: PipelineSnapshot,
): readonly OpportunitySnapshot[] => reading.snapshots.map((figures) => ({ ...figures, ...changes[figures.id] }));

const yesterday: PipelineSnapshot = {
  at: new Date('2026-09-21T06:00:00Z'),
  snapshots: withChanges({ 1: { stage: 14, probability: 75 }, 4: { close: '2026-10-06' } }, weekAgo),
};
const today: readonly OpportunitySnapshot[] = [
  ...withChanges(
    {
      3: { close: '2026-11-12' },
      5: { recurring: 560, stage: 14, probability: 75 },
      6: { ...won(), id: 6, recurring: 920, oneTime: 0, owner: 8, company: 175, ended: '2026-09-21' },
      7: { ...lost(), id: 7, recurring: 0, oneTime: 12_500, owner: 7, company: 176, ended: '2026-09-21' },
    },
    yesterday,
  ),
  aDeal(8, {
    stage: 11,
    probability: 10,
    recurring: 150,
    oneTime: 900,
    amount: 2700,
    close: '2026-12-04',
    created: '2026-09-21',
  }),
];
const pushedReadings = ['2026-10-01', '2026-10-15', '2026-10-30'].map((close, index) =>
  aReading(`2026-0${String(index + 7)}-03T06:00:00Z`, aDeal(3, { close, stage: 12 })),
);

const digestRowFor = (figures: OpportunitySnapshot) =>
  aDigestRow(figures, {
    title: titles[figures.id] ?? '',
    hasNextStep: figures.id !== 2,
    lastActiveDay: figures.id === 3 ? '2026-08-10' : '2026-09-20',
    reason: figures.id > 5 ? 1 : null,
  });

const inputFor = (now: readonly OpportunitySnapshot[], more: Partial<DigestInput> = {}): DigestInput =>
  digestInput([], {
    rows: now.map(digestRowFor),
    histories: historiesIn(intervalsIn([...pushedReadings, weekAgo, yesterday])),
    before: yesterday,
    weekAgo,
    ...more,
  });
const busyDay = calculateDailyDigest(inputFor(today, { goal: { recurring: 2000, oneTime: 40_000 } }));
const quietDay = calculateDailyDigest(
  inputFor([aDeal(1, { stage: 14 })], {
    before: aReading('2026-09-21T06:00:00Z', aDeal(1, { stage: 14 })),
    weekAgo: aReading('2026-09-15T06:00:00Z', aDeal(1, { stage: 14 })),
    histories: new Map(),
  }),
);
const firstEdition = calculateDailyDigest(
  inputFor(today, { before: undefined, weekAgo: undefined, histories: new Map() }),
);

const daily = (digest: typeof busyDay, frame: Partial<DigestFrame> = {}): View =>
  dailyView(digest, { ...sampleFrame, ...frame }, sampleWords);
const weekFrame: DigestFrame = { ...sampleFrame, narrowed: '' };

export const sampleDigests = {
  daily: daily(busyDay),
  headline: daily(busyDay, { part: 'headline' }),
  details: daily(busyDay, { part: 'details' }),
  quiet: daily(quietDay),
  first: daily(firstEdition, { since: undefined }),
  late: daily(busyDay, {
    late: new Date('2026-09-22T06:00:00Z'),
    readAt: new Date('2026-09-22T09:40:00Z'),
    missing: ['Not told here: what became of 2 opportunities that have ended. Autotask did not answer that question.'],
  }),
  weekly: weeklyView(calculateWeeklyDigest(inputFor(today)), weekFrame, sampleWords),
  weeklyHeadline: weeklyView(calculateWeeklyDigest(inputFor(today)), { ...weekFrame, part: 'headline' }, sampleWords),
  weeklyDetails: weeklyView(calculateWeeklyDigest(inputFor(today)), { ...weekFrame, part: 'details' }, sampleWords),
  weeklyFirst: weeklyView(
    calculateWeeklyDigest(inputFor(today, { weekAgo: undefined, histories: new Map() })),
    { ...weekFrame, since: undefined },
    sampleWords,
  ),
} as const satisfies Record<string, View>;
