/** The people and conversations of the local tenant: a small MSP with a guest and somebody whom Autotask does not know. */
import type { TeamsConversation, TeamsPerson } from './shown';

export const tenantId = '5f1e0c6e-3a0b-4d57-9d1c-7a3c1f2b9e10';
export const teamId = '19:team-northwind@thread.tacv2';

const colleague = (key: string, name: string, timezone: string): TeamsPerson => {
  const email = `${name.toLowerCase().replace(' ', '.')}@example.com`;
  return {
    key,
    id: `29:${key}`,
    name,
    email,
    userPrincipalName: email,
    userRole: 'user',
    tenantId,
    locale: 'en-US',
    timezone,
  };
};

export const people: readonly TeamsPerson[] = [
  colleague('sam', 'Sam Okafor', 'America/New_York'),
  colleague('dana', 'Dana Reyes', 'America/Chicago'),
  {
    key: 'guest',
    id: '29:guest',
    name: 'Jo Fischer',
    email: 'jo.fischer@partner.example',
    userPrincipalName: 'jo.fischer_partner.example#EXT#@example.com',
    userRole: 'guest',
    tenantId,
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
  },
  colleague('robin', 'Robin Vale', 'Europe/London'),
];

const everybody = people.map(({ key }) => key);

export const conversations: readonly TeamsConversation[] = [
  { id: '19:sales@thread.tacv2', name: 'Sales', kind: 'channel', members: everybody },
  { id: '19:deal-desk@thread.v2', name: 'Deal desk', kind: 'groupChat', members: everybody },
  ...people.map(({ key, name }): TeamsConversation => ({ id: `a:${key}`, name, kind: 'personal', members: [key] })),
];
