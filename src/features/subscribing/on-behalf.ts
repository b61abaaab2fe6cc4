/** What runs by itself, digests and watches, runs on behalf of whoever set it up, as long as they may read there. */
import { UserAccessDenied } from '../../core/errors';
import type { Conversation, Person } from '../../core/interaction';
import type { Logger } from '../../core/log';
import type { View } from '../../core/reply';
import type { Subscription } from '../../opportunity/subscription';
import type { FeatureContext, Services } from '../services';

export interface OnBehalfDeps {
  readonly services: Services;
  readonly clock: () => Date;
  readonly newReference: () => string;
  readonly log: Logger;
}

/** Days and times in the time zone of the schedule, texts and numbers in the locale of the author. */
export function contextOnBehalf(
  { services, clock, newReference, log }: OnBehalfDeps,
  { place: conversation, author, resource, schedule }: Pick<Subscription, 'place' | 'author' | 'resource' | 'schedule'>,
  id: string,
): FeatureContext {
  const reference = newReference();
  return {
    interaction: {
      id,
      person: { ...author, timezone: schedule.timezone },
      conversation,
      isAutoRefresh: true,
      prefix: '',
    },
    kind: 'schedule',
    services,
    now: clock(),
    reference,
    log: log.child({ reference, what: id }),
    user: { id: resource, name: author.name, email: author.email ?? '' },
  };
}

/** What a line of the log is about, such as `{ watch: id }`. */
type LogSubject = Readonly<Record<string, string>>;

/** Whether whoever set it up may not read there any more. Rejects while nobody can tell. */
export async function hasLostAccess(
  { services, log }: Pick<OnBehalfDeps, 'services' | 'log'>,
  { author, place: conversation }: Pick<Subscription, 'author' | 'place'>,
  subject: LogSubject,
): Promise<boolean> {
  try {
    await services.readmit(author, conversation);
    return false;
  } catch (error) {
    if (!(error instanceof UserAccessDenied)) throw error;
    log.warn({ err: error, ...subject }, 'whoever set it up may not read there any more');
    return true;
  }
}

/** Posts in a conversation, or to a person in private. Never rejects: what cannot be delivered is in the log. */
export async function postOrLog(
  { services: { outlet: messenger }, log }: Pick<OnBehalfDeps, 'services' | 'log'>,
  target: Conversation | Person,
  { view, subject }: { readonly view: View; readonly subject: LogSubject },
): Promise<void> {
  try {
    await messenger.post('conversation' in target ? target : await messenger.direct(target), view);
  } catch (err) {
    log.error({ err, ...subject }, 'a problem could not be reported to people');
  }
}
