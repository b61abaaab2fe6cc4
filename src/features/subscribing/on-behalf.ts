/** A moment in which nobody acts: what runs by itself runs with the eyes of whoever set it up. */
import type { FeatureContext, Services } from '../services';
import type { Subscription } from '../../opportunity/subscription';
import type { Logger } from '../../core/log';

export interface OnBehalfDeps {
  readonly services: Services;
  readonly clock: () => Date;
  readonly newReference: () => string;
  readonly log: Logger;
}

/** Days and times are those of the schedule's zone, words and figures those of the author's language. */
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
