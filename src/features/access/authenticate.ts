/** Authenticates a person: the one active Autotask resource with their e-mail address, or the one an administrator linked. */
import type { Person } from '../../core/interaction';
import type { AccountLinks } from '../../core/account-links';
import type { LinkedUser } from '../../core/context';
import { UserAccessDenied, BotError } from '../../core/errors';
import type { OpportunityClient, ActiveResource } from '../../opportunity/client';
import { z } from 'zod';
import type { KeyValueStore } from '../../core/key-value-store';

const askAdministrator = { hint: 'Ask your Autotask administrator.' };

const refusalTexts: Readonly<Record<Exclude<Person['standing'], 'member'>, string>> = {
  guest: 'Guests may not see opportunities here.',
  bot: 'I do not answer bots.',
  foreign: 'I answer only people of the organisation that installed me.',
};

/** Throws `UserAccessDenied` for guests, bots and people of other organisations. */
export function assertMember({ standing: membership }: Person): void {
  if (membership !== 'member') throw new UserAccessDenied(refusalTexts[membership], askAdministrator);
}

type ResourceLookup = Pick<OpportunityClient, 'resourcesByEmail' | 'activeResource'>;

/** Throws `UserAccessDenied` with the reason. */
export async function identifyUser(
  resources: ResourceLookup,
  links: Pick<AccountLinks, 'find'>,
  person: Person,
): Promise<LinkedUser> {
  assertMember(person);
  const { email } = person;
  if (email === undefined) {
    throw new UserAccessDenied('I cannot see your e-mail address here, so I cannot tell who you are in Autotask.', {
      hint: 'Ask your administrator to let me read e-mail addresses of members.',
    });
  }
  const resource = await findResourceByEmail(resources, email);
  if (resource !== undefined) return { id: resource.id, name: resource.name, email, until: resource.trustedUntil };
  return identifyLinkedUser(resources, links, { ...person, email });
}

/** Undefined when no active resource has the address. Throws `UserAccessDenied` when several have it. */
export async function findResourceByEmail(
  resources: ResourceLookup,
  email: string,
): Promise<ActiveResource | undefined> {
  const [resource, ...others] = await resources.resourcesByEmail(email);
  if (others.length === 0) return resource;
  throw new UserAccessDenied(`Several active Autotask resources have the e-mail address ${email}.`, askAdministrator);
}

async function identifyLinkedUser(
  resources: ResourceLookup,
  links: Pick<AccountLinks, 'find'>,
  person: Person & { readonly email: string },
): Promise<LinkedUser> {
  const link = await links.find(person);
  if (link === undefined) {
    throw new UserAccessDenied(`No active Autotask resource has the e-mail address ${person.email}.`, {
      hint: 'Ask your Autotask administrator to put this address on your resource, or write connect and the address that Autotask has for you.',
    });
  }
  const resource = await resources.activeResource(link.as.id);
  if (resource === undefined) {
    throw new UserAccessDenied(
      `You are connected to ${link.as.name}, who is not active in Autotask any more.`,
      askAdministrator,
    );
  }
  const { by, at } = link;
  return {
    id: resource.id,
    name: resource.name,
    email: person.email,
    until: resource.trustedUntil,
    accountLink: { by, at },
  };
}

const storedUser = z.object({ id: z.number(), name: z.string(), email: z.string(), until: z.string() });

/** Milliseconds after the last check by which a person is still recognised while Autotask is down. */
const trustedMs = 60 * 60_000;
/** Milliseconds from the check to `until`. */
const freshMs = 5 * 60_000;

const keyOf = ({ platform, tenant, id }: Person): string => `known-as:${platform}:${tenant}:${id}`;

/** Autotask is down, or refuses the bot itself: that says nothing about the person. */
const isUnreachable = (error: unknown): boolean => error instanceof BotError && error.retryable;

/** Like `admit`; while Autotask is down, the last known user with `isRemembered` set. */
export function createLastKnownUsers(store: Pick<KeyValueStore, 'get' | 'put' | 'remove'>, clock: () => Date) {
  /** `until` as this process stored it, by key: stored again only after a new check. */
  const storedUntil = new Map<string, number>();

  async function remember(key: string, { id, name, email, until }: LinkedUser): Promise<void> {
    const now = clock().getTime();
    if (until === undefined || until.getTime() <= now || storedUntil.get(key) === until.getTime()) return;
    const remainingMs = until.getTime() - freshMs + trustedMs - now;
    await store.put(key, { id, name, email, until: until.toISOString() }, remainingMs / 1000);
    storedUntil.set(key, until.getTime());
  }
  async function recall(key: string): Promise<LinkedUser | undefined> {
    const { data } = storedUser.safeParse(await store.get(key));
    if (data === undefined) return undefined;
    const until = new Date(data.until);
    if (clock().getTime() > until.getTime() - freshMs + trustedMs) return undefined;
    return { ...data, until, isRemembered: true };
  }

  return async (person: Person, admit: () => Promise<LinkedUser>): Promise<LinkedUser> => {
    const key = keyOf(person);
    try {
      const user = await admit();
      // At worst they are unknown after a restart.
      await remember(key, user).catch(() => undefined);
      return user;
    } catch (error) {
      if (error instanceof UserAccessDenied && storedUntil.delete(key)) await store.remove(key);
      const lastKnown = isUnreachable(error) ? await recall(key) : undefined;
      if (lastKnown === undefined || lastKnown.email !== person.email) throw error;
      return lastKnown;
    }
  };
}
