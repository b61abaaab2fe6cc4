/** The bot with all its features over a sandbox, spoken to through its one door: no platform in between. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Interaction } from '../../src/core/interaction';
import type { Bot } from '../../src/core/bot';
import type { CardChange } from '../../src/core/reply';
import { noMetrics } from '../../src/core/metrics';
import { type Platform, createMessenger } from '../../src/core/platform';
import { createFeatureRegistry } from '../../src/core/feature-registry';
import { createShutdownAbort } from '../../src/core/shutdown';
import { createBot } from '../../src/core/create-bot';
import { createCardRegistry, createCardRefresh, createCardRefreshWorker } from '../../src/core/cards/card-refresh';
import { anyWorker } from '../../src/core/jobs';
import { entryPoints, features, emptyCommand, fallbackCommand } from '../../src/features';
import { createDoctor } from '../../src/operations/doctor';
import { unrestricted, type Permissions } from '../../src/features/permission';
import { createAccessControl } from '../../src/features/access/access-control';
import { createMemorySnapshots } from './memory-snapshots';
import { createMemorySubscriptions } from './memory-subscriptions';
import { notifyResult } from '../../src/features/pending/notify';
import { rendererFor } from '../../src/features/card-renderer';
import { servicesForInteraction, type Editors, type Services } from '../../src/features/services';
import { createWatches, recordingBotChanges } from '../../src/features/watch/store';
import type { Outbox } from '../../src/outbox/entry';
import { createExecute, type ExecutionResult } from '../../src/outbox/execute';
import { discardingLateInserts, createCheckDuplicates } from '../../src/outbox/late-arrivals';
import { createOutboxWorker, type OutboxWorker } from '../../src/outbox/worker';
import { problemView } from '../../src/views/notice';
import type { SnapshotStore } from '../../src/opportunity/snapshot';
import type { WatchStore } from '../../src/features/watch/detect-changes';
import type { SubscriptionStore } from '../../src/opportunity/subscription';
import { openClient, type ClientFixture } from './client';
import { dayIn, testNow } from './clock';
import { createMemoryJobs } from './memory-jobs';
import { createMemoryOutbox } from './memory-outbox';
import { createMemoryStore } from './memory-store';
import { quietLog } from './quiet-log';
import type { SandboxFixtureOptions } from './sandbox';
import { createRecordingPlatform, type RecordingPlatform } from './silent-platform';

export interface BotFixture extends ClientFixture {
  readonly bot: Bot;
  /** A new delivery of Sam's, or of somebody else's, from the sales channel. */
  newInteraction(person?: Partial<Interaction['person']>): Interaction;
  /** Where cards are updated; put the ones there that a test starts. */
  readonly platforms: Platform[];
  readonly subscriptions: SubscriptionStore;
  readonly readings: SnapshotStore;
  readonly watches: WatchStore;
  /** The administrator's choice, which a test may change. */
  readonly rights: { editors: Editors };
  /** Where everything is posted that no other platform takes. */
  readonly fallbackPlatform: RecordingPlatform;
  readonly outbox: Outbox;
  /** The administrator's lists: put other ones there. */
  readonly permissions: { changes: Permissions['changes']; channels: Permissions['channels'] };
  readonly trust: ReturnType<typeof createAccessControl>;
  /** Sends what waits and is due by now. */
  readonly sender: OutboxWorker;
  /** What was told afterwards, of what waited. */
  readonly notified: readonly ExecutionResult[];
  /** Lets so many minutes pass. */
  advance(minutes: number): void;
}

export async function openBot(
  { startsAt = testNow, ...sandboxOptions }: SandboxFixtureOptions = {},
  clientOptions: Parameters<typeof openClient>[1] = {},
  overrides: Partial<Pick<Services, 'store' | 'outbox'>> = {},
): Promise<BotFixture> {
  const time = { now: new Date(startsAt) };
  const clock = (): Date => time.now;
  const fixture = await openClient({ startsAt, ...sandboxOptions }, { clock, ...clientOptions });
  const registry = createFeatureRegistry(features);
  const { store = createMemoryStore() } = overrides;
  const outbox = discardingLateInserts(overrides.outbox ?? createMemoryOutbox(clock), quietLog);
  const cardRegistry = createCardRegistry(store);
  const platforms: Platform[] = [];
  const fallbackPlatform = createRecordingPlatform();
  const subscriptions = createMemorySubscriptions();
  const watches = createWatches(store);
  const rights: { editors: Editors } = { editors: 'everyone' };
  const permissions = { ...unrestricted, administrators: ['sam.okafor@example.com'] };
  const messenger = createMessenger(() => [...platforms, fallbackPlatform]);
  const trust = createAccessControl({
    permissions,
    opportunities: fixture.client,
    messenger,
    store,
    clock,
    log: quietLog,
  });
  const executeDeps = { opportunities: fixture.client, outbox, authorize: trust.admitEntry, clock, log: quietLog };
  const execute = recordingBotChanges(createExecute(executeDeps), store);
  const readings = createMemorySnapshots();
  const services: Services = {
    ...trust.services,
    opportunities: fixture.client,
    currency: 'USD',
    runHealthChecks: createDoctor({ checks: fixture.client.checks, milliseconds: 10_000, redact: (text) => text }),
    outbox,
    execute,
    notifier: { markSoon: (id) => void outbox.markNotified(id) },
    usages: () => registry.commands,
    nearest: (word) => registry.closestCommand(word),
    subscriptions,
    readings,
    store,
    get digestEditors() {
      return rights.editors;
    },
    stuckDays: { usual: 45, stages: { 'solution design': 3 } },
    outlet: messenger,
    newId: randomUUID,
    watches,
  };
  const jobs = createMemoryJobs();
  const redrawCard = (change: CardChange) => rendererFor({ services, now: clock() }, change);
  const { mayStay } = trust;
  const refreshDeps = {
    cardRegistry,
    platforms: () => platforms,
    rendererFor: redrawCard,
    canStillView: mayStay,
    log: quietLog,
  };
  jobs.start([anyWorker(createCardRefreshWorker(refreshDeps))]);
  const notified: ExecutionResult[] = [];
  const notifyDeps = {
    viewContext: () => ({ services, now: clock() }),
    cardRegistry,
    cardRefresh: createCardRefresh(jobs, quietLog),
  };
  const notify = async (result: ExecutionResult): Promise<void> => {
    notified.push(result);
    if (result.kind === 'doubled') await notifyResult(notifyDeps, result);
  };
  const checkDuplicates = createCheckDuplicates({ opportunities: fixture.client, outbox, clock, log: quietLog });
  const sender = createOutboxWorker({ outbox, execute, notify, clock, log: quietLog, interval: 5000, checkDuplicates });
  const bot = createBot({
    entries: entryPoints,
    cardRegistry,
    cardRefresh: createCardRefresh(jobs, quietLog),
    registry,
    defaults: { fallback: fallbackCommand, empty: emptyCommand },
    services: () => servicesForInteraction(services),
    ...trust.door,
    explain: problemView,
    shutdown: createShutdownAbort(),
    store,
    clock,
    newReference: () => randomBytes(4).toString('hex').toUpperCase(),
    log: quietLog,
    meter: noMetrics,
  });
  return {
    ...fixture,
    create: (values = {}) => fixture.create({ ...datesAround(startsAt), ...values }),
    bot,
    newInteraction,
    platforms,
    fallbackPlatform,
    subscriptions,
    readings,
    watches,
    rights,
    outbox,
    permissions,
    trust,
    sender,
    notified,
    advance(minutes) {
      time.now = new Date(time.now.getTime() + minutes * 60_000);
      fixture.setTime(time.now.toISOString());
    },
  };
}

const datesAround = (startsAt: string) => ({ startDate: dayIn(-9, startsAt), projectedCloseDate: dayIn(51, startsAt) });

const newInteraction = (person: Partial<Interaction['person']> = {}): Interaction => ({
  id: randomBytes(8).toString('hex'),
  person: {
    platform: 'slack',
    tenant: 'T1',
    id: 'U1',
    name: 'Sam Okafor',
    standing: 'member',
    email: 'sam.okafor@example.com',
    timezone: 'Europe/Berlin',
    locale: 'en-US',
    ...person,
  },
  conversation: { platform: 'slack', tenant: 'T1', conversation: 'C1', kind: 'channel' },
  isAutoRefresh: false,
  prefix: '/opp ',
});
