/** Who somebody is in Autotask: the one active resource with their verified e-mail address, or whom an administrator named. */
import type { Person } from '../../core/interaction';
import type { AccountLinks } from '../../core/account-links';
import type { LinkedUser } from '../../core/context';
import { UserAccessDenied } from '../../core/errors';
import type { OpportunityClient, ActiveResource } from '../../opportunity/client';

const askAdministrator = { hint: 'Ask your Autotask administrator.' };

const refusalTexts: Readonly<Record<Exclude<Person['standing'], 'member'>, string>> = {
  guest: 'Guests may not see opportunities here.',
  bot: 'I do not answer bots.',
  foreign: 'I answer only people of the organisation that installed me.',
};

/** Throws `Barred` for guests, bots and people of other organisations. */
export function assertMember({ standing: membership }: Person): void {
  if (membership !== 'member') throw new UserAccessDenied(refusalTexts[membership], askAdministrator);
}

type ResourceLookup = Pick<OpportunityClient, 'resourcesByEmail' | 'activeResource'>;

/** Throws `Barred` with the reason in words. */
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

/** Undefined when no active resource has the address. Throws `Barred` when several have it. */
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
