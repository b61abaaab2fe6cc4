/** Who somebody is, what they may do, and who decides about it: put together once. */
import type { Interaction, MessageRef, Person } from '../../core/interaction';
import { createAccountLinks } from '../../core/account-links';
import { UserAccessDenied, AccessDenied } from '../../core/errors';
import type { Logger } from '../../core/log';
import type { Messenger } from '../../core/messenger';
import type { Viewer, View } from '../../core/reply';
import type { KeyValueStore } from '../../core/key-value-store';
import type { OpportunityClient } from '../../opportunity/client';
import { rememberAdministrator, notifyAdministrators } from './administrators';
import type { OutboxEntry } from '../../outbox/entry';
import { identifyUser, assertMember } from './authenticate';
import { permissionKindOf } from '../changing/own-entries';
import { createLastKnownUsers } from './last-known';
import { assertPermission, type Permissions } from '../permission';
import type { Services } from '../services';

interface AccessControlDeps {
  readonly permissions: Permissions;
  readonly opportunities: OpportunityClient;
  readonly messenger: Pick<Messenger, 'direct' | 'post'>;
  readonly store: KeyValueStore;
  readonly clock: () => Date;
  readonly log: Logger;
}

export function createAccessControl({ permissions, opportunities, messenger, store, clock, log }: AccessControlDeps) {
  const connections = createAccountLinks(store, clock);
  const tell: Services['tell'] = async (who, view) => {
    await messenger.post(await messenger.direct({ ...who, standing: 'member' }), view);
  };
  const orLastKnown = createLastKnownUsers(store, clock);
  const deps = { permissions, connections, tell, log };
  const readmit: Services['readmit'] = async (person, conversation) => {
    await identifyUser(opportunities, connections, person);
    assertPermission(permissions, { person, conversation }, undefined);
  };
  return {
    services: {
      permissions,
      connections,
      tell,
      tellAdministrators: (view: View) => notifyAdministrators(deps, view),
      readmit,
    },
    /** A card that stands somewhere goes on telling what changes as long as the one it was drawn for may read there. */
    mayStay: async ({ place: conversation }: MessageRef, { person }: Viewer): Promise<boolean> => {
      try {
        if (person !== undefined) await readmit(person, conversation);
        return true;
      } catch (error) {
        if (error instanceof UserAccessDenied) return false;
        throw error;
      }
    },
    /** What waited is sent for those alone who could ask for it now. Throws `NotAllowed`. */
    admitEntry: async (entry: OutboxEntry): Promise<void> => {
      const { person, place: conversation, author } = entry;
      const { id, name } = await identifyUser(opportunities, connections, person);
      if (id !== author.id) throw new AccessDenied(`${author.name} asked for this, and you are ${name} by now.`);
      assertPermission(permissions, { person, conversation }, permissionKindOf(entry));
    },
    door: {
      admit: async (person: Person) => {
        await rememberAdministrator(deps, person);
        assertMember(person);
        return orLastKnown(person, () => identifyUser(opportunities, connections, person));
      },
      permit: (interaction: Interaction, change: string | undefined) => {
        assertMember(interaction.person);
        assertPermission(permissions, interaction, change);
      },
    },
  };
}
