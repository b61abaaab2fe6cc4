/** What every handler works with. */
import type { Bot } from '../../core/bot';
import type { Arrival } from '../../core/arrival';
import type { Logger } from '../../core/log';
import type { Store } from '../../core/store';
import type { Delivery } from './deliver';
import type { Drawing } from './draw';

import type { Modals } from './modal';
import { arrivalFrom, type Origin } from './origin';
import type { IsOverheard } from './own-chat';
import type { People } from './people';
import type { Identity, Web } from './slack-web';
import type { View } from '../../core/reply';

export interface Parts {
  readonly bot: Bot;
  readonly me: Identity;
  readonly web: Web;
  readonly store: Store;
  readonly people: People;
  readonly isOverheard: IsOverheard;
  readonly drawing: Drawing;
  readonly delivery: Delivery;
  readonly modals: Modals;
  readonly homes: Homes;
  readonly clock: () => Date;
  /** The slash command. */
  readonly command: string;
  readonly log: Logger;
}

/** `id` is the delivery's own: the same one delivered twice is answered once. */
export async function arrivalOf(
  { people, isOverheard, command }: Pick<Parts, 'people' | 'isOverheard' | 'command'>,
  id: string,
  origin: Origin,
): Promise<Arrival> {
  const { user, place } = origin;
  const [person, overheard] = await Promise.all([people.find(user, place.tenant), isOverheard(origin)]);
  const from: Origin = overheard ? { ...origin, place: { ...place, kind: 'group' } } : origin;
  return arrivalFrom(from, { id, person, prefix: `${command} ` });
}

export interface Homes {
  opened(user: string): Promise<void>;
  /** What Home shows may be different now: drawn again for whoever has one. */
  changed(user: string): Promise<void>;
  publish(user: string, view: View): Promise<void>;
}
