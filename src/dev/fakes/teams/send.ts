/** Posts an activity to the bot's endpoint, measured and noted on the wire. */
import type { TeamsDelivery, FakeTeamsOptions } from './fake-teams';
import type { ConnectorWireLog } from './wire';
import type { ActivityOrigin, ActivityDefaults } from './activities';
import type { TeamsWorld } from './world';

export type SendActivity = (activity: object, headers?: Readonly<Record<string, string>>) => Promise<TeamsDelivery>;

interface SendActivityDeps {
  readonly messagesUrl: FakeTeamsOptions['messagesUrl'];
  readonly authorization: (() => string) | undefined;
  readonly wire: ConnectorWireLog;
}

export function createSendActivity({ messagesUrl, authorization, wire }: SendActivityDeps): SendActivity {
  return async (activity, headers) => {
    const startedAt = performance.now();
    const { id, type, name } = activity as { id?: string; type?: string; name?: string };
    const response = await fetch(typeof messagesUrl === 'string' ? messagesUrl : messagesUrl(), {
      method: 'POST',
      headers: headers ?? {
        'content-type': 'application/json; charset=utf-8',
        ...(authorization === undefined ? {} : { authorization: authorization() }),
      },
      body: JSON.stringify(activity),
    });
    const { status } = response;
    const body = parseJsonOrText(await response.text());
    const what = [type, name].filter(Boolean).join(' ');
    wire.record({ direction: 'to bot', what, status, sent: activity, received: body, startedAt });
    return { status, body, milliseconds: Math.round(performance.now() - startedAt), activityId: id ?? '' };
  };
}

function parseJsonOrText(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

export interface TeamsActionDeps {
  readonly world: TeamsWorld;
  readonly defaults: ActivityDefaults;
  readonly send: SendActivity;
}

export function activityOrigin(world: TeamsWorld, person: string, id: string, thread?: string): ActivityOrigin {
  const conversation = world.conversation(id);
  if (conversation === undefined) throw new Error(`There is no conversation "${id}".`);
  return { person: world.person(person), conversation, thread };
}
