/** Builds figures and what a digest reads, believable by default, any part replaceable. */
import type { Figures, Reading, Spell } from '../../src/opportunity/figures';
import { usualThresholds } from '../../src/opportunity/digest/attention';
import type { DigestParts } from '../../src/opportunity/digest/daily';
import { pastsOf, type Pasts } from '../../src/opportunity/digest/past';
import { scopeOf } from '../../src/opportunity/digest/scope';
import type { Standing } from '../../src/opportunity/digest/standing';
import { picklists } from './an-opportunity';

export const scope = scopeOf({}, picklists.statuses);

export const someFigures = (figures: Partial<Figures> = {}): Figures => ({
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
export const won = (figures: Partial<Figures> = {}): Figures =>
  someFigures({ status: 3, stage: 16, ended: '2026-09-21', ...figures });
export const lost = (figures: Partial<Figures> = {}): Figures =>
  someFigures({ status: 2, stage: 18, ended: '2026-09-21', ...figures });

export const aStanding = (figures: Figures, more: Partial<Standing> = {}): Standing => ({
  figures,
  title: `Opportunity ${String(figures.id)}`,
  hasNextStep: true,
  active: '2026-09-20',
  reason: null,
  ...more,
});

export const aReading = (at: string, ...figures: Figures[]): Reading => ({ at: new Date(at), figures });

export const pastsIn = (spells: readonly Spell[], since?: Date): Pasts => pastsOf(spells, since, scope);

export const digestParts = (now: readonly Figures[], more: Partial<DigestParts> = {}): DigestParts => ({
  now: now.map((figures) => aStanding(figures)),
  day: '2026-09-22',
  timezone: 'UTC',
  scope,
  stageOrder: [11, 12, 13, 14],
  pasts: new Map(),
  thresholds: usualThresholds,
  before: undefined,
  weekAgo: undefined,
  ...more,
});
