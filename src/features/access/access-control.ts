/** Access control put together once: who somebody is, what they may do, and the administrators who decide. */
import type { Interaction, MessageRef, Person } from '../../core/interaction';
import { createAccountLinks, type AccountLinks, type ChatUser } from '../../core/account-links';
import { UserAccessDenied, AccessDenied } from '../../core/errors';
import type { Logger } from '../../core/log';
import type { Messenger } from '../../core/platform';
import type { Viewer, View } from '../../core/reply';
import type { KeyValueStore } from '../../core/key-value-store';
import type { OpportunityClient } from '../../opportunity/client';
import type { OutboxEntry } from '../../outbox/entry';
import { identifyUser, assertMember, createLastKnownUsers } from './authenticate';
import { permissionKindOf } from '../changing/own-entries';
import { assertPermission, type Permissions, isAmong } from '../permission';
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
    /** A card is kept up to date as long as the person it was rendered for may read there. */
    mayStay: async ({ place: conversation }: MessageRef, { person }: Viewer): Promise<boolean> => {
      try {
        if (person !== undefined) await readmit(person, conversation);
        return true;
      } catch (error) {
        if (error instanceof UserAccessDenied) return false;
        throw error;
      }
    },
    /** A queued change is sent only if the person could still ask for it. Throws `AccessDenied`. */
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

interface AdministratorDeps {
  readonly permissions: Permissions;
  readonly connections: AccountLinks;
  readonly tell: (who: ChatUser, view: View) => Promise<void>;
  readonly log: Logger;
}

/** In Slack an id alone is enough to write to a person; in Teams it is not. */
const slackIdPattern = /^[UW][A-Z0-9]{5,}$/;

const asPerson = (who: ChatUser): Person => ({ ...who, standing: 'member' });

/** To administrators who have talked to the bot, and those whom the settings name by a Slack id. False when nobody was reached. */
async function notifyAdministrators(deps: AdministratorDeps, view: View): Promise<boolean> {
  const { permissions, connections, tell, log } = deps;
  const knownAdministrators = (await connections.administrators()).filter((one) =>
    isAmong(permissions.administrators, asPerson(one)),
  );
  const slackAdministrators = permissions.administrators
    .filter((name) => slackIdPattern.test(name) && !knownAdministrators.some(({ id }) => id === name))
    .map((id): ChatUser => ({ platform: 'slack', tenant: '', id, name: id, email: '' }));
  const deliveries = await Promise.allSettled(
    [...knownAdministrators, ...slackAdministrators].map((who) => tell(who, view)),
  );
  for (const one of deliveries)
    if (one.status === 'rejected') log.warn({ err: one.reason as unknown }, 'an administrator could not be told');
  return deliveries.some(({ status }) => status === 'fulfilled');
}

/** Stores an administrator who talks to the bot, to write to them later. Never rejects. */
async function rememberAdministrator(
  { permissions, connections, log }: Omit<AdministratorDeps, 'tell'>,
  { email, ...person }: Person,
): Promise<void> {
  if (email === undefined || !isAmong(permissions.administrators, { ...person, email })) return;
  await connections.rememberAdministrator({ ...person, email }).catch((err: unknown) => {
    log.warn({ err }, 'an administrator could not be remembered');
  });
}
