/** The bot with all its features over a sandbox, spoken to through its one door: no platform in between. */
import { randomBytes } from 'node:crypto';
import type { Arrival } from '../../src/core/arrival';
import type { Bot } from '../../src/core/bot';
import type { Changed } from '../../src/core/reply';
import { unmetered } from '../../src/core/meter';
import type { Platform } from '../../src/core/platform';
import { createDirectory } from '../../src/core/directory';
import { createEngine } from '../../src/core/engine';
import { createOutlet } from '../../src/core/outlet';
import { createShelf } from '../../src/core/shelf';
import { anyWorker } from '../../src/core/jobs';
import { createSpread, createSpreadWorker } from '../../src/core/spread';
import { entries, features, nothing, otherwise } from '../../src/features';
import { createDoctor } from '../../src/operations/doctor';
import { everybody } from '../../src/features/permission';
import { createTrust } from '../../src/features/trust';
import { createMemorySubscriptions } from '../../src/storage/memory-subscriptions';
import { redraw } from '../../src/features/opportunity-card';
import type { Services } from '../../src/features/services';
import { createMemoryJobs } from './memory-jobs';
import { createMemoryStore } from './memory-store';
import { problemView } from '../../src/views/problem';
import type { Subscriptions } from '../../src/opportunity/subscription';
import { openClient, type ClientBench } from './client';
import { quietLog } from './quiet-log';
import { today } from './sandbox';
import { silentPlatform, type SilentPlatform } from './silent-platform';

export interface WholeBot extends ClientBench {
  readonly bot: Bot;
  /** A new delivery of Sam's, from the sales channel. */
  arrives(): Arrival;
  /** Where cards are updated; put the ones there that a test starts. */
  readonly platforms: Platform[];
  readonly subscriptions: Subscriptions;
  /** Where everything is posted that no other platform takes. */
  readonly silent: SilentPlatform;
}

export async function openBot(...options: Parameters<typeof openClient>): Promise<WholeBot> {
  const bench = await openClient(...options);
  const directory = createDirectory(features);
  const store = createMemoryStore();
  const shelf = createShelf(store);
  const platforms: Platform[] = [];
  const silent = silentPlatform();
  const subscriptions = createMemorySubscriptions();
  const permissions = { ...everybody, administrators: ['sam.okafor@example.com'] };
  const outlet = createOutlet(() => [...platforms, silent]);
  const now = () => new Date(today);
  const trust = createTrust({ permissions, opportunities: bench.client, outlet, store, clock: now, log: quietLog });
  const services: Services = {
    ...trust.services,
    opportunities: bench.client,
    currency: 'USD',
    examine: createDoctor({ checks: bench.client.checks, milliseconds: 10_000, blot: (text) => text }),
    usages: () => directory.commands,
    nearest: (word) => directory.nearest(word),
    subscriptions,
    digestEditors: 'everyone',
    outlet,
    newId: () => randomBytes(8).toString('hex'),
  };
  const jobs = createMemoryJobs();
  const redrawn = (changed: Changed) => redraw({ services, now: now() }, changed);
  const spreading = { shelf, platforms: () => platforms, redraw: redrawn, log: quietLog };
  jobs.start([anyWorker(createSpreadWorker(spreading))]);
  const bot = createEngine({
    entries,
    shelf,
    spread: createSpread(jobs, quietLog),
    directory,
    defaults: { otherwise, nothing },
    services,
    ...trust.door,
    explain: problemView,
    store,
    clock: now,
    newReference: () => 'REF1',
    log: quietLog,
    meter: unmetered,
  });
  return { ...bench, bot, arrives, platforms, silent, subscriptions };
}

const arrives = (): Arrival => ({
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
  },
  place: { platform: 'slack', tenant: 'T1', conversation: 'C1', kind: 'channel' },
  automatic: false,
  prefix: '/opp ',
});
