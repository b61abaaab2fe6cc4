/** Each card's view, made from believable data: what `cards/samples` must hold, and what the gallery shows. */
import type { View } from '../../src/core/reply';
import { NotFound } from '../../src/core/errors';
import { features } from '../../src/features';
import { totalsByStage, totalsOf } from '../../src/opportunity/pipeline';
import { auditEventOf } from '../../src/outbox/audit-event';
import { filterButton, listButton, shareListButton, undoButton } from '../../src/views/buttons';
import { doctorView } from '../../src/features/doctor';
import { connectionRow, connectionsView, requestRow } from '../../src/features/access/connections-view';
import { figuresView } from '../../src/features/digest/views/explain';
import { digestSettingsView } from '../../src/features/digest/views/settings';
import { entryView } from '../../src/views/entry';
import { historyView } from '../../src/features/record/history';
import { homeView } from '../../src/features/lookup/home';
import { outboxView } from '../../src/features/pending/outbox';
import { pipelineView } from '../../src/features/lookup/pipeline';
import { helpView } from '../../src/features/help';
import { noticeView, problemView } from '../../src/views/notice';
import { opportunityListView } from '../../src/views/opportunity-list';
import { opportunityView } from '../../src/views/opportunity';
import { aSubscription } from './a-subscription';
import { anEntry } from './an-entry';
import { watchNewsView } from '../../src/features/watch/views';
import { anOpportunity, format, picklists, readAt } from './an-opportunity';
import { sampleDigests } from './sample-digests';

const firewall = anOpportunity(
  {
    id: 29681240,
    title: 'Firewall refresh, 3 sites',
    stage: 14,
    probability: 70,
    onetimeRevenue: 24600,
    monthlyRevenue: 310,
    nextStep: null,
    projectedCloseDate: '2026-09-18T00:00:00',
  },
  { names: { company: 'Brightwater Logistics', contact: '', owner: 'Dana Reyes' } },
);
const migration = anOpportunity(
  {
    id: 29681251,
    title: 'Microsoft 365 migration',
    stage: 12,
    probability: 30,
    onetimeRevenue: 9800,
    monthlyRevenue: 640,
    projectedCloseDate: '2026-10-30T00:00:00',
  },
  { names: { company: 'Larkspur & Finch LLP', contact: 'Tom Abara', owner: 'Sam Okafor' } },
);
const backup = anOpportunity();
const viewOptions = { format, picklists, names: new Map<string, string>() };
const all = [backup, firewall, migration];

const differences = [{ field: 'stage', seen: 12, now: 13 }];
const undo = undoButton.with({ entry: anEntry().id }, 'Undo');
const criteria = { which: 'open', owner: [{ id: 29683408, name: 'Sam Okafor' }], close: 'this-quarter' } as const;

const weekly = aSubscription({
  kind: 'weekly',
  schedule: { days: [1], time: '08:00', timezone: 'Europe/Berlin' },
  criteria: { which: 'open', stage: [{ id: 14, name: '4 Quote sent' }], amount: '>=1000' },
  threads: true,
  goal: { recurring: 4000, oneTime: 60000 },
});

const sampleViews: readonly View[] = [
  opportunityView(backup, { picklists, format, news: 'Moved to 3 Scoping by Dana Reyes', undo }),
  opportunityListView([firewall, backup, migration], {
    title: 'Open opportunities',
    narrowed: 'Owner Sam Okafor · closing this-quarter',
    totals: totalsOf(all),
    before: 10,
    more: 12,
    hint: 'Earliest close first.',
    format,
    controls: [
      listButton.with({ criteria, page: 0 }, 'Previous', { spoken: 'Previous page' }),
      listButton.with({ criteria, page: 2 }, 'Next', { spoken: 'Next page' }),
      filterButton.with({ criteria, page: 1 }, 'Filter'),
      shareListButton.with({ criteria, page: 1 }, 'Post to channel'),
    ],
  }),
  homeView({
    user: { id: 29683408, name: 'Sam Okafor' },
    format,
    totals: totalsOf(all),
    overdue: { total: 1, opportunities: [firewall] },
    soon: { total: 0, opportunities: [] },
    prefix: '/opp ',
  }),
  pipelineView({
    criteria,
    narrowed: 'Owner Sam Okafor · closing this-quarter',
    totals: totalsOf(all),
    stages: totalsByStage(all, [11, 12, 13, 14]),
    picklists,
    format,
    readAt,
    shared: false,
  }),
  sampleDigests.daily,
  sampleDigests.weekly,
  figuresView(
    [
      { figure: 'closing', label: 'Closing in September 2026', count: 4 },
      { figure: 'stage:14', label: 'Stage 4 Quote sent', count: 1 },
    ],
    { title: 'Behind the numbers of the digest of Tue, Sep 22, 2026', of: 'f00d', page: 0 },
  ),
  digestSettingsView([weekly], { news: 'The digest is set up.', now: readAt, locale: 'en-US', format, upcoming: 5 }),
  connectionsView('Connections', [
    requestRow(
      {
        id: '4f6f2c1e-6d0a-4a57-9a55-0d6f5f3f7a10',
        who: { platform: 'slack', tenant: 'T1', id: 'U7', name: 'Noor Haddad', email: 'noor@harbour.example' },
        as: { id: 29683450, name: 'Nora Fischer', email: 'nora.fischer@example.com' },
        at: '2026-09-21T08:00:00Z',
      },
      format,
    ),
    connectionRow(
      {
        who: { platform: 'teams', tenant: 'home', id: '29:tom', name: 'Tom B.', email: 'tom@harbour.example' },
        as: { id: 29683436, name: 'Tom Becker', email: 'tom.becker@example.com' },
        at: '2026-09-01T08:00:00Z',
        by: 'Grace Liu',
      },
      format,
    ),
  ]),
  entryView(anEntry(), viewOptions),
  outboxView(
    [
      anEntry(),
      anEntry({ state: 'asked', news: 'Won', title: 'Firewall refresh, 3 sites', differences }),
      anEntry({ state: 'refused', news: 'Note "Budget call" added', title: '' }),
    ],
    format,
  ),
  historyView({
    title: 'Managed backup for 40 users',
    lines: [
      auditEventOf(
        anEntry({ state: 'done', before: { stage: 12 }, after: { stage: 13 }, say: '' }),
        new Date('2026-09-22T12:04:00Z'),
      ),
      auditEventOf(anEntry({ state: 'returned', news: 'Won', say: 'No.' }), new Date('2026-09-22T11:00:00Z')),
    ],
    more: true,
    wording: viewOptions,
  }),
  watchNewsView(
    [
      { kind: 'won', opportunity: firewall, from: undefined },
      { kind: 'stage', opportunity: migration, from: 11 },
    ],
    { picklists, format },
  ),
  noticeView('Open opportunities', 'You own no open opportunity.'),
  problemView(
    new NotFound('No opportunity matches "acme".', { hint: 'Did you mean mine? For example: /opp mine' }),
    '4F2A91C0',
    ['They want a quote for 40 laptops & two servers.'],
  ),
  doctorView([
    {
      state: 'ok',
      what: 'Autotask credentials',
      say: 'They are accepted; the zone was found, and links lead to ww14.autotask.net.',
      cure: '',
    },
    {
      state: 'known',
      what: 'Autotask impersonation',
      say: 'Nothing was written since the start; only a write shows whether Autotask permits it.',
      cure: '',
    },
    {
      state: 'problem',
      what: 'Slack scopes',
      say: 'The token lacks links:write.',
      cure: 'Add it under Bot Token Scopes, then install the app again.',
    },
  ]),
  helpView(
    features.flatMap(({ commands = [] }) => commands),
    '/opp ',
  ),
];

/** By the name of the file that holds it: the card's, and after a dot the state that it shows. */
export const samples: readonly (readonly [name: string, view: View])[] = [
  ...sampleViews.map((view) => [view.card, view] as const),
  ['digest.quiet', sampleDigests.quiet],
  ['digest.first', sampleDigests.first],
  ['digest.late', sampleDigests.late],
  ['digest.headline', sampleDigests.headline],
  ['digest.details', sampleDigests.details],
  ['digest-week.first', sampleDigests.weeklyFirst],
];
