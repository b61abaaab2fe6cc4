/** Who acted, as the tenant's own directory states it: looked up in the roster and remembered for a few minutes. */
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Person } from '../../core/arrival';
import type { Logger } from '../../core/log';
import { isSameId, placeOf, rosterOf } from './addresses';
import type { Incoming } from './incoming';

const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
/** A member of a roster, as the connector states it. */
export const member = z.object({
  name: maybe,
  email: maybe,
  userPrincipalName: maybe,
  userRole: maybe,
  tenantId: maybe,
});
export type Member = Partial<z.infer<typeof member>>;

export type FindMember = (activity: Incoming, roster: string) => Promise<unknown>;

export interface People {
  /** Never rejects: somebody who cannot be looked up has no e-mail, and so no rights. */
  whoDid(activity: Incoming): Promise<Person>;
}

const minutes = 10;

export function createPeople(findMember: FindMember, tools: { clock: () => Date; log: Logger }): People {
  const known = new LRUCache<string, Member>({
    max: 5000,
    ttl: minutes * 60_000,
    ttlResolution: 0,
    perf: { now: () => tools.clock().getTime() },
  });

  async function lookUp(activity: Incoming): Promise<Member | undefined> {
    const roster = rosterOf(activity);
    const key = `${roster} ${activity.from.id}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    try {
      const found = member.parse(await findMember(activity, roster));
      known.set(key, found);
      return found;
    } catch (error) {
      tools.log.warn({ err: error }, 'the roster does not know the sender');
      return undefined;
    }
  }
  return { whoDid: async (activity) => personOf(activity, await lookUp(activity)) };
}

export function personOf(activity: Incoming, member: Member = {}): Person {
  const { from } = activity;
  const { tenant } = placeOf(activity);
  const timezone = activity.entities?.find(({ type }) => type === 'clientInfo')?.timezone ?? activity.localTimezone;
  return {
    platform: 'teams',
    tenant,
    id: from.id,
    name: member.name ?? from.name ?? 'Somebody',
    standing: standingOf(from.id, member, tenant),
    ...present({
      email: member.email ?? member.userPrincipalName,
      timezone: known(timezone, (timeZone) => new Intl.DateTimeFormat('en', { timeZone })),
      locale: known(activity.locale, (locale) => Intl.getCanonicalLocales(locale)),
    }),
  };
}

/** The client says so, and everything that is drawn for its person would fail for one that there is not. */
function known(name: string | undefined, use: (name: string) => unknown): string | undefined {
  try {
    return name !== undefined && use(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

const present = (facts: Readonly<Record<string, string | undefined>>): object =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));

export function standingOf(id: string, member: Member, tenant: string): Person['standing'] {
  if (id.startsWith('28:')) return 'bot';
  // A shared channel has people of other tenants.
  if (!isSameId(member.tenantId ?? tenant, tenant)) return 'foreign';
  return isGuest(member) ? 'guest' : 'member';
}

/** A guest's principal name reads `jo_example.org#EXT#@ours.example`. */
const isGuest = ({ userRole = '', userPrincipalName = '' }: Member): boolean =>
  ['guest', 'anonymous'].includes(userRole.toLowerCase()) || /#ext#/i.test(userPrincipalName);
