/** What every handler works with. */
import type { Bot } from '../../core/bot';
import type { Interaction } from '../../core/interaction';
import type { Logger } from '../../core/log';
import type { KeyValueStore } from '../../core/key-value-store';
import type { Delivery } from './outbound/deliver';
import type { SlackRenderer } from './render/draw';
import type { Modals } from './inbound/modal';
import { interactionFrom, type Origin } from './outbound/origin';
import type { HasOtherListeners, People } from './identity/people';
import type { BotIdentity, SlackApis } from './outbound/slack-api';
import type { View } from '../../core/reply';

export interface HandlerContext {
  readonly bot: Bot;
  readonly botIdentity: BotIdentity;
  readonly slackApis: SlackApis;
  readonly store: KeyValueStore;
  readonly people: People;
  readonly hasOtherListeners: HasOtherListeners;
  readonly renderer: SlackRenderer;
  readonly delivery: Delivery;
  readonly modals: Modals;
  readonly appHome: AppHome;
  readonly clock: () => Date;
  /** The slash command. */
  readonly command: string;
  readonly log: Logger;
}

/** `id` is the delivery's own: the same one delivered twice is answered once. */
export async function loadInteraction(
  { people, hasOtherListeners, command }: Pick<HandlerContext, 'people' | 'hasOtherListeners' | 'command'>,
  id: string,
  origin: Origin,
): Promise<Interaction> {
  const { user, place: conversation } = origin;
  const [person, hasListeners] = await Promise.all([
    people.loadPerson(user, conversation.tenant),
    hasOtherListeners(origin),
  ]);
  const effectiveOrigin: Origin = hasListeners ? { ...origin, place: { ...conversation, kind: 'group' } } : origin;
  return interactionFrom(effectiveOrigin, { id, person, prefix: `${command} ` });
}

export interface AppHome {
  publishOnOpen(user: string): Promise<void>;
  /** What Home shows may be different now: drawn again for whoever has one. */
  republishIfOpened(user: string): Promise<void>;
  publish(user: string, view: View): Promise<void>;
}
