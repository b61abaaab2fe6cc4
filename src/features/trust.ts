/** Who somebody is, what they may do, and who decides about it: put together once. */
import type { Arrival, Person, Place } from '../core/arrival';
import { createConnections } from '../core/connections';
import type { Logger } from '../core/log';
import type { Outlet } from '../core/outlet';
import type { View } from '../core/reply';
import type { Store } from '../core/store';
import type { OpportunityClient } from '../opportunity/client';
import { noteIfAdministrator, tellAdministrators } from './administrators';
import { admit } from './admission';
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
  const parts = { permissions, connections, tell, log };
  return {
    services: {
      permissions,
      connections,
      tell,
      tellAdministrators: (view: View) => tellAdministrators(parts, view),
      readmit: async (person: Person, place: Place) => {
        await admit(opportunities, connections, person);
        permit(permissions, { person, place }, undefined);
      },
    },
    door: {
      admit: async (person: Person) => {
        await noteIfAdministrator(parts, person);
        return admit(opportunities, connections, person);
      },
      permit: (arrival: Arrival, change: string | undefined) => permit(permissions, arrival, change),
    },
  };
}
