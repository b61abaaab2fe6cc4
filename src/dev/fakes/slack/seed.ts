/** The people and channels of the local workspace. */
import type { SlackChannel, SlackPerson } from './fake-slack';

export const team = { id: 'T0PLAYMSP', name: 'Harbour IT' };
export const bot = { id: 'U0OPPSBOT', botId: 'B0OPPSBOT', name: 'Opportunities', appId: 'A0OPPSBOT' };

export const people: readonly SlackPerson[] = [
  {
    key: 'sam',
    id: 'U0SAMOKAFOR',
    name: 'Sam Okafor',
    email: 'sam.okafor@example.com',
    kind: 'member',
    timezone: 'Europe/London',
    locale: 'en-GB',
  },
  {
    key: 'dana',
    id: 'U0DANAREYES',
    name: 'Dana Reyes',
    email: 'dana.reyes@example.com',
    kind: 'member',
    timezone: 'America/New_York',
    locale: 'en-US',
  },
  {
    key: 'noor',
    id: 'U0NOORHADDAD',
    name: 'Noor Haddad',
    email: 'noor.haddad@example.net',
    kind: 'member',
    timezone: 'Europe/Berlin',
    locale: 'de-DE',
  },
  {
    key: 'gil',
    id: 'W0GILGUEST1',
    name: 'Gil (guest)',
    email: 'gil@supplier.example.org',
    kind: 'guest',
    timezone: 'America/Chicago',
    locale: 'en-US',
  },
];

/** Links of these hosts, and of hosts below them, are told to the bot: Autotask's own, and the sandbox's. */
export const linkDomains: readonly string[] = ['autotask.net', '127.0.0.1'];

const everyone = people.map(({ key }) => key);
/** The bot was never invited to `leadership`; in `partners` are people of another organisation. */
export const channels: readonly SlackChannel[] = [
  { id: 'C0SALES0001', name: 'sales', kind: 'channel', members: [...everyone, 'bot'] },
  { id: 'C0PIPELINE1', name: 'pipeline', kind: 'channel', members: ['sam', 'dana', 'bot'] },
  { id: 'C0LEADERSHP', name: 'leadership', kind: 'channel', members: ['sam', 'dana'] },
  { id: 'C0BOARD0001', name: 'board', kind: 'channel', members: ['sam'], private: true },
  { id: 'C0PARTNERS1', name: 'partners', kind: 'channel', members: ['sam', 'dana', 'bot'], shared: true },
  ...people.map(({ key, id }) => ({
    id: `D${id.slice(1)}`,
    name: key,
    kind: 'direct' as const,
    members: [key, 'bot'],
  })),
];
