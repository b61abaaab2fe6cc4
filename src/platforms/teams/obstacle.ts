/** Whether the bot may post in a conversation of Teams, and what certainly kept it from doing so. */
import type { Place } from '../../core/arrival';
import { NotPosted } from '../../core/errors';
import type { Obstacle } from '../../core/platform';
import { ConnectorRefused, type Connector } from './connector';

const add: Record<Place['kind'], string> = {
  channel: 'In the team: More options (…) > Manage team > Apps > Upload or Get more apps, and add me. Then try again.',
  group: 'In the chat: + (Add an app), and choose me. Then try again.',
  direct: 'Add me to your apps (Apps > Built for your org). Then try again.',
};

export async function obstacleAt(connector: Connector, place: Place): Promise<Obstacle | undefined> {
  if ((await connector.isMember(place)) !== false) return undefined;
  return { say: 'I am no member of this conversation, so I cannot post here by myself.', next: add[place.kind] };
}

/** The same failure, as one that certainly posted nothing where that is so. */
export function asNotPosted(error: unknown, { kind }: Place): unknown {
  if (!(error instanceof ConnectorRefused)) return isUnreached(error) ? unreached(error) : error;
  const { status } = error;
  if (status === 429) return new NotPosted('Teams takes no more messages right now.', { retry: true, cause: error });
  if (status >= 500) return error;
  if (status === 403 || status === 404) {
    return new NotPosted('I am no member of that conversation any more.', { next: add[kind], cause: error });
  }
  return new NotPosted(`Teams refuses it (${String(status)}).`, { retry: status === 401, cause: error });
}

const unreached = (cause: unknown): NotPosted => new NotPosted('Teams could not be reached.', { retry: true, cause });
const isUnreached = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes((error as NodeJS.ErrnoException | undefined)?.code ?? '');
