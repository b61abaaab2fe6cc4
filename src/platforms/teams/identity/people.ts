/** Who acted, as the tenant's own directory states it: looked up in the roster and remembered for a few minutes. */
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Person } from '../../../core/interaction';
import type { Logger } from '../../../core/log';
import { isSameId, toConversation, rosterIdOf } from '../outbound/addresses';
import type { IncomingActivity } from '../inbound/incoming';
import type { Connector } from '../outbound/connector';

const optionalString = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
/** A member of a roster, as the connector states it. */
export const memberSchema = z.object({
  name: optionalString,
  email: optionalString,
  userPrincipalName: optionalString,
  userRole: optionalString,
  tenantId: optionalString,
});
export type Member = Partial<z.infer<typeof memberSchema>>;

export type LoadMember = (activity: IncomingActivity, roster: string) => Promise<unknown>;

export interface People {
  /** Never rejects: somebody who cannot be looked up has no e-mail, and so no rights. */
  loadPerson(activity: IncomingActivity): Promise<Person>;
}

const cacheMinutes = 10;

export function createPeople(loadMember: LoadMember, deps: { clock: () => Date; log: Logger }): People {
  const cache = new LRUCache<string, Member>({
    max: 5000,
    ttl: cacheMinutes * 60_000,
    ttlResolution: 0,
    perf: { now: () => deps.clock().getTime() },
  });

  async function loadCachedMember(activity: IncomingActivity): Promise<Member | undefined> {
    const roster = rosterIdOf(activity);
    const key = `${roster} ${activity.from.id}`;
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    try {
      const member = memberSchema.parse(await loadMember(activity, roster));
      cache.set(key, member);
      return member;
    } catch (error) {
      deps.log.warn({ err: error }, 'the roster does not know the sender');
      return undefined;
    }
  }
  return { loadPerson: async (activity) => toPerson(activity, await loadCachedMember(activity)) };
}

export function toPerson(activity: IncomingActivity, member: Member = {}): Person {
  const { from } = activity;
  const { tenant } = toConversation(activity);
  const timezone = activity.entities?.find(({ type }) => type === 'clientInfo')?.timezone ?? activity.localTimezone;
  return {
    platform: 'teams',
    tenant,
    id: from.id,
    name: member.name ?? from.name ?? 'Somebody',
    standing: membershipOf(from.id, member, tenant),
    ...withoutUndefined({
      email: member.email ?? member.userPrincipalName,
      timezone: validOrUndefined(timezone, (timeZone) => new Intl.DateTimeFormat('en', { timeZone })),
      locale: validOrUndefined(activity.locale, (locale) => Intl.getCanonicalLocales(locale)),
    }),
  };
}

/** The client says so, and everything that is drawn for its person would fail for one that there is not. */
function validOrUndefined(name: string | undefined, validate: (name: string) => unknown): string | undefined {
  try {
    return name !== undefined && validate(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

const withoutUndefined = (fields: Readonly<Record<string, string | undefined>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined));

export function membershipOf(id: string, member: Member, tenant: string): Person['standing'] {
  if (id.startsWith('28:')) return 'bot';
  // A shared channel has people of other tenants.
  if (!isSameId(member.tenantId ?? tenant, tenant)) return 'foreign';
  return isGuest(member) ? 'guest' : 'member';
}

/** A guest's principal name reads `jo_example.org#EXT#@ours.example`. */
const isGuest = ({ userRole = '', userPrincipalName = '' }: Member): boolean =>
  ['guest', 'anonymous'].includes(userRole.toLowerCase()) || /#ext#/i.test(userPrincipalName);

export function createMemberLookup({
  loadMember,
  openPersonalChat,
}: Pick<Connector, 'loadMember' | 'openPersonalChat'>): LoadMember {
  return async (activity, roster) => {
    const { serviceUrl, from } = activity;
    const { tenant, kind } = toConversation(activity);
    try {
      return await loadMember(serviceUrl, roster, from.id);
    } catch (error) {
      if (kind === 'direct') throw error;
      // A message extension is used anywhere: the bot need not be a member there, and is told nothing about others.
      const { conversation } = await openPersonalChat({ tenant, id: from.id });
      return loadMember(serviceUrl, conversation, from.id);
    }
  };
}
