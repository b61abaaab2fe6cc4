/** Who somebody is, what they may do, and who decides about it: put together once. */
import type { Arrival, CardRef, Person } from '../core/arrival';
import { createConnections } from '../core/connections';
import { Barred, NotAllowed } from '../core/errors';
import type { Logger } from '../core/log';
import type { Outlet } from '../core/outlet';
import type { Reader, View } from '../core/reply';
import type { Store } from '../core/store';
import type { OpportunityClient } from '../opportunity/client';
import { noteIfAdministrator, tellAdministrators } from './administrators';
import type { Entry } from '../opportunity/outbox';
import { admit, assertMember } from './admission';
import { kindOf } from './outbox-entries';
import { rememberingLinks } from './last-known';
import { permit, type Permissions } from './permission';
import type { Services } from './services';

interface Parts {
  readonly permissions: Permissions;
  readonly opportunities: OpportunityClient;
  readonly outlet: Pick<Outlet, 'direct' | 'post'>;
  readonly store: Store;
  readonly clock: () => Date;
  readonly log: Logger;
}

export function createTrust({ permissions, opportunities, outlet, store, clock, log }: Parts) {
  const connections = createConnections(store, clock);
  const tell: Services['tell'] = async (who, view) => {
    await outlet.post(await outlet.direct({ ...who, standing: 'member' }), view);
  };
  const remembered = rememberingLinks(store, clock);
  const parts = { permissions, connections, tell, log };
  const readmit: Services['readmit'] = async (person, place) => {
    await admit(opportunities, connections, person);
    permit(permissions, { person, place }, undefined);
  };
  return {
    services: {
      permissions,
      connections,
      tell,
      tellAdministrators: (view: View) => tellAdministrators(parts, view),
      readmit,
    },
    /** A card that stands somewhere goes on telling what changes as long as the one it was drawn for may read there. */
    mayStay: async ({ place }: CardRef, { person }: Reader): Promise<boolean> => {
      try {
        if (person !== undefined) await readmit(person, place);
        return true;
      } catch (error) {
        if (error instanceof Barred) return false;
        throw error;
      }
    },
    /** What waited is sent for those alone who could ask for it now. Throws `NotAllowed`. */
    admitEntry: async (entry: Entry): Promise<void> => {
      const { person, place, author } = entry;
      const { id, name } = await admit(opportunities, connections, person);
      if (id !== author.id) throw new NotAllowed(`${author.name} asked for this, and you are ${name} by now.`);
      permit(permissions, { person, place }, kindOf(entry));
    },
    door: {
      admit: async (person: Person) => {
        await noteIfAdministrator(parts, person);
        assertMember(person);
        return remembered(person, () => admit(opportunities, connections, person));
      },
      permit: (arrival: Arrival, change: string | undefined) => {
        assertMember(arrival.person);
        permit(permissions, arrival, change);
      },
    },
  };
}
