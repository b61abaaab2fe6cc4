/** Who somebody is in Autotask: the one active resource with their verified e-mail address, or whom an administrator named. */
import type { Person } from '../core/arrival';
import type { Connections } from '../core/connections';
import type { Colleague } from '../core/context';
import { Barred } from '../core/errors';
import type { OpportunityClient, Recognised } from '../opportunity/client';

const askAdministrator = { next: 'Ask your Autotask administrator.' };

const refusals: Readonly<Record<Exclude<Person['standing'], 'member'>, string>> = {
  guest: 'Guests may not see opportunities here.',
  bot: 'I do not answer bots.',
  foreign: 'I answer only people of the organisation that installed me.',
};

/** Throws `Barred` for guests, bots and people of other organisations. */
export function assertMember({ standing }: Person): void {
  if (standing !== 'member') throw new Barred(refusals[standing], askAdministrator);
}

type Known = Pick<OpportunityClient, 'resourcesByEmail' | 'activeResource'>;

/** Throws `Barred` with the reason in words. */
export async function admit(known: Known, connections: Pick<Connections, 'of'>, person: Person): Promise<Colleague> {
  assertMember(person);
  const { email } = person;
  if (email === undefined) {
    throw new Barred('I cannot see your e-mail address here, so I cannot tell who you are in Autotask.', {
      next: 'Ask your administrator to let me read e-mail addresses of members.',
    });
  }
  const resource = await recognise(known, email);
  if (resource !== undefined) return { id: resource.id, name: resource.name, email, until: resource.until };
  return connected(known, connections, { ...person, email });
}

/** Undefined when no active resource has the address. Throws `Barred` when several have it. */
export async function recognise(known: Known, email: string): Promise<Recognised | undefined> {
  const [resource, ...others] = await known.resourcesByEmail(email);
  if (others.length === 0) return resource;
  throw new Barred(`Several active Autotask resources have the e-mail address ${email}.`, askAdministrator);
}

async function connected(
  known: Known,
  connections: Pick<Connections, 'of'>,
  person: Person & { readonly email: string },
): Promise<Colleague> {
  const connection = await connections.of(person);
  if (connection === undefined) {
    throw new Barred(`No active Autotask resource has the e-mail address ${person.email}.`, {
      next: 'Ask your Autotask administrator to put this address on your resource, or write connect and the address that Autotask has for you.',
    });
  }
  const resource = await known.activeResource(connection.as.id);
  if (resource === undefined) {
    throw new Barred(
      `You are connected to ${connection.as.name}, who is not active in Autotask any more.`,
      askAdministrator,
    );
  }
  const { by, at } = connection;
  return { id: resource.id, name: resource.name, email: person.email, until: resource.until, connected: { by, at } };
}
