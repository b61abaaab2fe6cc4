/** Posts an activity to the bot's endpoint, measured and noted on the wire. */
import type { Delivery, TeamsPeerOptions } from './peer';
import type { Wire } from './wire';

export type Send = (activity: object, headers?: Readonly<Record<string, string>>) => Promise<Delivery>;

interface Parts {
  readonly messagesUrl: TeamsPeerOptions['messagesUrl'];
  readonly authorization: (() => string) | undefined;
  readonly wire: Wire;
}

export function createSend({ messagesUrl, authorization, wire }: Parts): Send {
  return async (activity, headers) => {
    const began = performance.now();
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
    const body = readBody(await response.text());
    const what = [type, name].filter(Boolean).join(' ');
    wire.note({ direction: 'to bot', what, status, sent: activity, received: body, began });
    return { status, body, milliseconds: Math.round(performance.now() - began), activityId: id ?? '' };
  };
}

function readBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
