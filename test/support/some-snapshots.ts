/** Builds figures and what a digest reads, believable by default, any part replaceable. */
import type { OpportunitySnapshot, PipelineSnapshot, SnapshotInterval } from '../../src/opportunity/snapshot';
import { defaultThresholds } from '../../src/features/digest/calculations/attention';
import type { DigestInput } from '../../src/features/digest/calculations/daily';
import { historiesOf, type OpportunityHistories } from '../../src/features/digest/calculations/history';
import { scopeOf } from '../../src/features/digest/calculations/scope';
import type { DigestRow } from '../../src/features/digest/calculations/digest-row';
import { picklists } from './an-opportunity';

export const scope = scopeOf({}, picklists.statuses);

export const aSnapshot = (figures: Partial<OpportunitySnapshot> = {}): OpportunitySnapshot => ({
  id: 29681234,
  owner: 29682885,
  company: 175,
  category: null,
  stage: 13,
  status: 1,
  close: '2026-09-25',
  probability: 50,
  amount: 33_400,
  recurring: 1250,
  oneTime: 18_400,
  created: '2026-08-03',
  ended: null,
  ...figures,
});
export const won = (figures: Partial<OpportunitySnapshot> = {}): OpportunitySnapshot =>
  aSnapshot({ status: 3, stage: 16, ended: '2026-09-21', ...figures });
export const lost = (figures: Partial<OpportunitySnapshot> = {}): OpportunitySnapshot =>
  aSnapshot({ status: 2, stage: 18, ended: '2026-09-21', ...figures });

export const aDigestRow = (snapshot: OpportunitySnapshot, more: Partial<DigestRow> = {}): DigestRow => ({
  snapshot,
  title: `Opportunity ${String(snapshot.id)}`,
  hasNextStep: true,
  lastActiveDay: '2026-09-20',
  reason: null,
  ...more,
});

export const aReading = (at: string, ...snapshots: OpportunitySnapshot[]): PipelineSnapshot => ({
  at: new Date(at),
  snapshots,
});

export const historiesIn = (spells: readonly SnapshotInterval[], since?: Date): OpportunityHistories =>
  historiesOf(spells, since, scope);

export const digestInput = (now: readonly OpportunitySnapshot[], more: Partial<DigestInput> = {}): DigestInput => ({
  rows: now.map((figures) => aDigestRow(figures)),
  day: '2026-09-22',
  timezone: 'UTC',
  scope,
  stageOrder: [11, 12, 13, 14],
  histories: new Map(),
  thresholds: defaultThresholds,
  before: undefined,
  weekAgo: undefined,
  ...more,
});
