/** The app's entries in Slack's own menus, and its Home tab opened. */
import type { Courier } from '../courier';
import type { SlackPeer } from '../peer';
import { messageAsSent } from '../web-api/chat';
import type { Ground } from '../web-api/method';
import { wireView } from '../web-api/views';
import { homeEvent } from './event';
import { channelOf, common } from './payload';
import { seenBy } from './press';

type Entries = Pick<SlackPeer, 'shortcut' | 'messageShortcut' | 'openHome'>;

export function createEntries(ground: Ground, courier: Courier): Entries {
  const { world, triggers, homes } = ground;
  const now = (): string => String(world.clock().getTime() / 1000);
  return {
    shortcut({ person, callback }) {
      const payload = {
        type: 'shortcut',
        ...common(world.person(person)),
        callback_id: callback,
        trigger_id: triggers.trigger(person),
        action_ts: now(),
      };
      return courier.bring({ what: `shortcut ${callback}`, kind: 'interactive', payload });
    },
    messageShortcut({ person, message: ts, callback }) {
      const { message, channel } = seenBy(ground, person, ts);
      // Slack offers no such menu on what only one person sees.
      if (message.onlyFor !== undefined) throw new Error('Only messages that everybody sees have a menu.');
      const payload = {
        type: 'message_action',
        ...common(world.person(person)),
        callback_id: callback,
        trigger_id: triggers.trigger(person),
        action_ts: now(),
        message_ts: ts,
        message: messageAsSent(world, message),
        channel: channelOf(channel),
        response_url: `${ground.origin()}/answers/${triggers.address({ person, channel: channel.id })}`,
      };
      return courier.bring({ what: `message_action ${callback}`, kind: 'interactive', payload });
    },
    openHome(key) {
      const person = world.person(key);
      const channel = world.channel(key);
      if (channel === undefined) throw new Error(`${person.name} has no conversation with the bot.`);
      const window = homes.of(key);
      const view = window === undefined ? undefined : wireView(window);
      const payload = homeEvent({ person, channel }, view, now());
      return courier.bring({ what: 'event app_home_opened', kind: 'events_api', payload });
    },
  };
}
