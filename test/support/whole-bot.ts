/** The bot with all its features over a sandbox, spoken to through its one door: no platform in between. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Arrival } from '../../src/core/arrival';
import type { Bot } from '../../src/core/bot';
import type { Changed } from '../../src/core/reply';
import { unmetered } from '../../src/core/meter';
import type { Platform } from '../../src/core/platform';
import { createDirectory } from '../../src/core/directory';
import { createEnding } from '../../src/core/ending';
import { createEngine } from '../../src/core/engine';
import { createOutlet } from '../../src/core/outlet';
import { createShelf } from '../../src/core/shelf';
import { anyWorker } from '../../src/core/jobs';
import { createSpread, createSpreadWorker } from '../../src/core/spread';
import { entries, features, nothing, otherwise } from '../../src/features';
import { createDoctor } from '../../src/operations/doctor';
import { everybody, type Permissions } from '../../src/features/permission';
import { createTrust } from '../../src/features/trust';
import { memoryReadings } from './memory-readings';
import { createMemorySubscriptions } from './memory-subscriptions';
import { tellCarried } from '../../src/features/outbox-telling';
import { redraw } from '../../src/features/redraw';
import type { Editors, Services } from '../../src/features/services';
import { createWatches, markingDone } from '../../src/features/watch-store';
import type { Outbox } from '../../src/opportunity/outbox';
import { createCarry, type Carried } from '../../src/outbox/carry';
import { withdrawing } from '../../src/outbox/withdraw';
import { createLookTwice } from '../../src/outbox/twice';
import { createSender, type Sender } from '../../src/outbox/sender';
import { problemView } from '../../src/views/problem';
import type { Readings } from '../../src/opportunity/figures';
import type { Watches } from '../../src/opportunity/watch';
import type { Subscriptions } from '../../src/opportunity/subscription';
import { openClient, type ClientBench } from './client';
import { dayIn, testNow } from './clock';
import { createMemoryJobs } from './memory-jobs';
import { createMemoryOutbox } from './memory-outbox';
import { createMemoryStore } from './memory-store';
import { quietLog } from './quiet-log';
import type { BenchOptions } from './sandbox';
import { silentPlatform, type SilentPlatform } from './silent-platform';

export interface WholeBot extends ClientBench {
  readonly bot: Bot;
  /** A new delivery of Sam's, or of somebody else's, from the sales channel. */
  arrives(person?: Partial<Arrival['person']>): Arrival;
  /** Where cards are updated; put the ones there that a test starts. */
  readonly platforms: Platform[];
  readonly subscriptions: Subscriptions;
  readonly readings: Readings;
  readonly watches: Watches;
  /** The administrator's choice, which a test may change. */
  readonly rights: { editors: Editors };
  /** Where everything is posted that no other platform takes. */
  readonly silent: SilentPlatform;
  readonly outbox: Outbox;
  /** The administrator's lists: put other ones there. */
  readonly permissions: { changes: Permissions['changes']; channels: Permissions['channels'] };
  readonly trust: ReturnType<typeof createTrust>;
  /** Sends what waits and is due by now. */
  readonly sender: Sender;
  /** What was told afterwards, of what waited. */
  readonly told: readonly Carried[];
  /** Lets so many minutes pass. */
  wait(minutes: number): void;
}

export async function openBot(
  { begins = testNow, ...sandboxOptions }: BenchOptions = {},
  clientOptions: Parameters<typeof openClient>[1] = {},
  kept: Partial<Pick<Services, 'store' | 'outbox'>> = {},
): Promise<WholeBot> {
  const time = { now: new Date(begins) };
  const clock = (): Date => time.now;
  const bench = await openClient({ begins, ...sandboxOptions }, { clock, ...clientOptions });
  const directory = createDirectory(features);
  const { store = createMemoryStore() } = kept;
  const outbox = withdrawing(kept.outbox ?? createMemoryOutbox(clock), quietLog);
  const shelf = createShelf(store);
  const platforms: Platform[] = [];
  const silent = silentPlatform();
  const subscriptions = createMemorySubscriptions();
  const watches = createWatches(store);
  const rights: { editors: Editors } = { editors: 'everyone' };
  const permissions = { ...everybody, administrators: ['sam.okafor@example.com'] };
  const outlet = createOutlet(() => [...platforms, silent]);
  const trust = createTrust({ permissions, opportunities: bench.client, outlet, store, clock, log: quietLog });
  const carrying = { opportunities: bench.client, outbox, admit: trust.admitEntry, clock, log: quietLog };
  const carry = markingDone(createCarry(carrying), store);
  const readings = memoryReadings();
  const services: Services = {
    ...trust.services,
    opportunities: bench.client,
    currency: 'USD',
    examine: createDoctor({ checks: bench.client.checks, milliseconds: 10_000, blot: (text) => text }),
    outbox,
    carry,
    told: { soon: (id) => void outbox.told(id) },
    usages: () => directory.commands,
    nearest: (word) => directory.nearest(word),
    subscriptions,
    readings,
    store,
    get digestEditors() {
      return rights.editors;
    },
    stuckDays: { usual: 45, stages: { 'solution design': 3 } },
    outlet,
    newId: randomUUID,
    watches,
  };
  const jobs = createMemoryJobs();
  const redrawn = (changed: Changed) => redraw({ services, now: clock() }, changed);
  const { mayStay } = trust;
  const spreading = { shelf, platforms: () => platforms, redraw: redrawn, mayStay, log: quietLog };
  jobs.start([anyWorker(createSpreadWorker(spreading))]);
  const told: Carried[] = [];
  const telling = { moment: () => ({ services, now: clock() }), shelf, spread: createSpread(jobs, quietLog) };
  const tell = async (carried: Carried): Promise<void> => {
    told.push(carried);
    if (carried.kind === 'doubled') await tellCarried(telling, carried);
  };
  const lookTwice = createLookTwice({ opportunities: bench.client, outbox, clock, log: quietLog });
  const sender = createSender({ outbox, carry, tell, clock, log: quietLog, every: 5000, lookTwice });
  const bot = createEngine({
    entries,
    shelf,
    spread: createSpread(jobs, quietLog),
    directory,
    defaults: { otherwise, nothing },
    services,
    ...trust.door,
    explain: problemView,
    ending: createEnding(),
    store,
    clock,
    newReference: () => randomBytes(4).toString('hex').toUpperCase(),
    log: quietLog,
    meter: unmetered,
  });
  return {
    ...bench,
    create: (values = {}) => bench.create({ ...datesOn(begins), ...values }),
    bot,
    arrives,
    platforms,
    silent,
    subscriptions,
    readings,
    watches,
    rights,
    outbox,
    permissions,
    trust,
    sender,
    told,
    wait(minutes) {
      time.now = new Date(time.now.getTime() + minutes * 60_000);
      bench.setTime(time.now.toISOString());
    },
  };
}

const datesOn = (begins: string) => ({ startDate: dayIn(-9, begins), projectedCloseDate: dayIn(51, begins) });

const arrives = (person: Partial<Arrival['person']> = {}): Arrival => ({
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
  place: { platform: 'slack', tenant: 'T1', conversation: 'C1', kind: 'channel' },
  automatic: false,
  prefix: '/opp ',
});
