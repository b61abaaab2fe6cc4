/** Writes to the administrators of the bot: those who have spoken to it, and those whom the settings name by a Slack id. */
import type { Person } from '../../core/interaction';
import type { AccountLinks, ChatUser } from '../../core/account-links';
import type { Logger } from '../../core/log';
import type { View } from '../../core/reply';
import { isAmong, type Permissions } from '../permission';

interface AdministratorDeps {
  readonly permissions: Permissions;
  readonly connections: AccountLinks;
  readonly tell: (who: ChatUser, view: View) => Promise<void>;
  readonly log: Logger;
}

/** Slack finds a person by id alone; Teams does not. */
const slackIdPattern = /^[UW][A-Z0-9]{5,}$/;

const asPerson = (who: ChatUser): Person => ({ ...who, standing: 'member' });

/** False when none of them could be reached. */
export async function notifyAdministrators(deps: AdministratorDeps, view: View): Promise<boolean> {
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

/** Remembers an administrator who is here now. Never rejects. */
export async function rememberAdministrator(
  { permissions, connections, log }: Omit<AdministratorDeps, 'tell'>,
  { email, ...person }: Person,
): Promise<void> {
  if (email === undefined || !isAmong(permissions.administrators, { ...person, email })) return;
  await connections.rememberAdministrator({ ...person, email }).catch((err: unknown) => {
    log.warn({ err }, 'an administrator could not be remembered');
  });
}
