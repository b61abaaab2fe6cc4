/** Writes to the administrators of the bot: those who have spoken to it, and those whom the settings name by a Slack id. */
import type { Person } from '../core/arrival';
import type { Connections, Somebody } from '../core/connections';
import type { Logger } from '../core/log';
import type { View } from '../core/reply';
import { isAmong, type Permissions } from './permission';

interface Parts {
  readonly permissions: Permissions;
  readonly connections: Connections;
  readonly tell: (who: Somebody, view: View) => Promise<void>;
  readonly log: Logger;
}

/** Slack finds a person by id alone; Teams does not. */
const slackId = /^[UW][A-Z0-9]{5,}$/;

const asPerson = (who: Somebody): Person => ({ ...who, standing: 'member' });

/** False when none of them could be reached. */
export async function tellAdministrators(parts: Parts, view: View): Promise<boolean> {
  const { permissions, connections, tell, log } = parts;
  const known = (await connections.administrators()).filter((one) =>
    isAmong(permissions.administrators, asPerson(one)),
  );
  const named = permissions.administrators
    .filter((name) => slackId.test(name) && !known.some(({ id }) => id === name))
    .map((id): Somebody => ({ platform: 'slack', tenant: '', id, name: id, email: '' }));
  const sent = await Promise.allSettled([...known, ...named].map((who) => tell(who, view)));
  for (const one of sent)
    if (one.status === 'rejected') log.warn({ err: one.reason as unknown }, 'an administrator could not be told');
  return sent.some(({ status }) => status === 'fulfilled');
}

/** Remembers an administrator who is here now. Never rejects. */
export async function noteIfAdministrator(
  { permissions, connections, log }: Omit<Parts, 'tell'>,
  { email, ...person }: Person,
): Promise<void> {
  if (email === undefined || !isAmong(permissions.administrators, { ...person, email })) return;
  await connections.noteAdministrator({ ...person, email }).catch((err: unknown) => {
    log.warn({ err }, 'an administrator could not be remembered');
  });
}
