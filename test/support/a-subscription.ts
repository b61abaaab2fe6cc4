/** A digest for tests: every working day at eight in Berlin, set up by Sam in the sales channel; any part replaceable. */
import type { Subscription } from '../../src/opportunity/subscription';

export const aSubscription = (changes: Partial<Subscription> = {}): Subscription => ({
  id: 'daily',
  place: { platform: 'slack', tenant: 'T1', conversation: 'C1', kind: 'channel' },
  kind: 'daily',
  schedule: { days: [1, 2, 3, 4, 5], time: '08:00', timezone: 'Europe/Berlin' },
  criteria: { which: 'open' },
  skipsQuiet: false,
  mentions: false,
  threads: false,
  paused: false,
  author: {
    platform: 'slack',
    tenant: 'T1',
    id: 'U1',
    name: 'Sam Okafor',
    standing: 'member',
    email: 'sam.okafor@example.com',
    locale: 'en-GB',
  },
  resource: 29683408,
  ...changes,
});
