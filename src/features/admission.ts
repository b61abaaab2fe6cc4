/** Who may: a chat person is matched to one active resource by the e-mail address that the platform vouches for. */
import type { Person } from '../core/arrival';
import type { Colleague } from '../core/context';
import { NotAllowed } from '../core/errors';
import type { OpportunityClient } from '../opportunity/client';

const askAdministrator = { next: 'Ask your Autotask administrator.' };

const refusals: Readonly<Record<Exclude<Person['standing'], 'member'>, string>> = {
  guest: 'Guests may not see opportunities here.',
  bot: 'I do not answer bots.',
  foreign: 'I answer only people of the organisation that installed me.',
};

/** Throws `NotAllowed` with the reason in words. */
export async function admit(opportunities: OpportunityClient, person: Person): Promise<Colleague> {
  if (person.standing !== 'member') throw new NotAllowed(refusals[person.standing], askAdministrator);
  const { email } = person;
  if (email === undefined) {
    throw new NotAllowed('I cannot see your e-mail address here, so I cannot tell who you are in Autotask.', {
      next: 'Ask your administrator to let me read e-mail addresses of members.',
    });
  }
  const [resource, ...others] = await opportunities.resourcesByEmail(email);
  if (resource === undefined) {
    throw new NotAllowed(`No active Autotask resource has the e-mail address ${email}.`, {
      next: 'Ask your Autotask administrator to put this address on your resource.',
    });
  }
  if (others.length > 0) {
    throw new NotAllowed(`Several active Autotask resources have the e-mail address ${email}.`, askAdministrator);
  }
  return { id: resource.id, name: resource.name, email };
}
