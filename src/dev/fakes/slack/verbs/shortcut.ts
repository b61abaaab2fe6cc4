/** The app's entries in Slack's own menus, and its Home tab opened. */
import type { EventSender } from '../event-sender';
import type { FakeSlack } from '../fake-slack';
import { messagePayload } from '../web-api/chat';
import type { FakeSlackContext } from '../web-api/method';
import { viewPayload } from '../web-api/views';
import { homeEvent } from './event';
import { channelPayload, commonPayload } from './payload';
import { visibleMessage } from './press';

type ShortcutActions = Pick<FakeSlack, 'shortcut' | 'messageShortcut' | 'openHome'>;

export function createShortcutActions(context: FakeSlackContext, sender: EventSender): ShortcutActions {
  const { world, triggers, homes } = context;
  const now = (): string => String(world.clock().getTime() / 1000);
  return {
    shortcut({ person, callback }) {
      const payload = {
        type: 'shortcut',
        ...commonPayload(world.person(person)),
        callback_id: callback,
        trigger_id: triggers.trigger(person),
        action_ts: now(),
      };
      return sender.send({ what: `shortcut ${callback}`, kind: 'interactive', payload });
    },
    messageShortcut({ person, message: ts, callback }) {
      const { message, channel } = visibleMessage(context, person, ts);
      // Slack offers no such menu on what only one person sees.
      if (message.onlyFor !== undefined) throw new Error('Only messages that everybody sees have a menu.');
      const payload = {
        type: 'message_action',
        ...commonPayload(world.person(person)),
        callback_id: callback,
        trigger_id: triggers.trigger(person),
        action_ts: now(),
        message_ts: ts,
        message: messagePayload(world, message),
        channel: channelPayload(channel),
        response_url: `${context.origin()}/answers/${triggers.address({ person, channel: channel.id })}`,
      };
      return sender.send({ what: `message_action ${callback}`, kind: 'interactive', payload });
    },
    openHome(key) {
      const person = world.person(key);
      const channel = world.channel(key);
      if (channel === undefined) throw new Error(`${person.name} has no conversation with the bot.`);
      const home = homes.of(key);
      const view = home === undefined ? undefined : viewPayload(home);
      const payload = homeEvent({ person, channel }, view, now());
      return sender.send({ what: 'event app_home_opened', kind: 'events_api', payload });
    },
  };
}
