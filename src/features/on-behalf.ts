/** A moment in which nobody acts: what runs by itself runs with the eyes of whoever set it up. */
import type { Here, Services } from './services';
import type { Subscription } from '../opportunity/subscription';
import type { Logger } from '../core/log';

export interface Behalf {
  readonly services: Services;
  readonly clock: () => Date;
  readonly newReference: () => string;
  readonly log: Logger;
}

/** Days and times are those of the schedule's zone, words and figures those of the author's language. */
export function onBehalf(
  { services, clock, newReference, log }: Behalf,
  { place, author, resource, schedule }: Pick<Subscription, 'place' | 'author' | 'resource' | 'schedule'>,
  id: string,
): Here {
  const reference = newReference();
  return {
    arrival: {
      id,
      person: { ...author, timezone: schedule.timezone },
      place,
      automatic: true,
      prefix: '',
    },
    kind: 'schedule',
    services,
    now: clock(),
    reference,
    log: log.child({ reference, what: id }),
    me: { id: resource, name: author.name, email: author.email ?? '' },
  };
}
