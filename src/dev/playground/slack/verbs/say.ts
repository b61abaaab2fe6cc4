/** Words: a slash command, a mention in a channel, or a message in private. */
import type { Courier } from '../courier';
import type { Delivery, Piece, SlackChannel, SlackMessage, SlackPeer, SlackPerson } from '../peer';
import { bot, team } from '../seed';
import type { Ground } from '../web-api/method';
import { channelOf, token } from './payload';

type Said = Parameters<SlackPeer['say']>[0];

interface SayParts {
  readonly ground: Ground;
  readonly courier: Courier;
  readonly command: string;
}

export function createSay({ ground, courier, command }: SayParts): SlackPeer['say'] {
  const { world } = ground;
  return (said) => {
    const person = world.person(said.person);
    const channel = world.channel(said.channel);
    if (channel === undefined) throw new Error(`There is no channel "${said.channel}".`);
    const at = { person, channel };
    if (!said.text.startsWith('/')) return write(at, said);
    const [name = '', ...rest] = said.text.split(' ');
    if (name !== command) return unsent(`${name} is not a valid command`);
    const payload = { ...slashPayload(ground, at), command, text: escaped(rest.join(' ')) };
    return courier.bring({ what: `slash ${command}`, kind: 'slash_commands', payload });
  };

  function write({ person, channel }: At, { text, thread }: Said): Promise<Delivery> {
    const shown = channel.kind === 'direct' ? text : `@${bot.name} ${text}`;
    const inThread = thread === undefined ? {} : { thread };
    const message = world.add({ channel: channel.id, from: person.key, text: shown, blocks: [], ...inThread });
    if (!channel.members.includes('bot')) return unsent('the bot is not in this channel');
    const payload = eventPayload({ person, channel }, message, text);
    return courier.bring({ what: `event of ${person.key}`, kind: 'events_api', payload });
  }
}

interface At {
  readonly person: SlackPerson;
  readonly channel: SlackChannel;
}

function slashPayload(ground: Ground, { person, channel }: At): Piece {
  const address = ground.triggers.address({ person: person.key, channel: channel.id });
  const { id, name } = channelOf(channel);
  return {
    token,
    team_id: team.id,
    team_domain: 'playground',
    channel_id: id,
    channel_name: name,
    user_id: person.id,
    user_name: person.key,
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: `${ground.origin()}/answers/${address}`,
    trigger_id: ground.triggers.trigger(person.key),
  };
}

function eventPayload({ person, channel }: At, { ts, thread }: SlackMessage, text: string): Piece {
  const wired = linked(escaped(text));
  const event =
    channel.kind === 'direct'
      ? { type: 'message', channel_type: 'im', text: wired }
      : { type: 'app_mention', text: `<@${bot.id}> ${wired}` };
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const inTeam = { enterprise_id: null, team_id: team.id, is_enterprise_install: false };
  return {
    token,
    team_id: team.id,
    api_app_id: bot.appId,
    type: 'event_callback',
    event: { ...event, user: person.id, ts, event_ts: ts, channel: channel.id, team: team.id, ...inThread },
    event_id: `Ev${ts.replace('.', '')}`,
    event_time: Math.floor(Number(ts)),
    authorizations: [{ ...inTeam, user_id: bot.id, is_bot: true }],
  };
}

const unsent = (body: string): Promise<Delivery> => Promise.resolve({ status: 0, body, milliseconds: 0 });

/** Slack escapes these three signs and nothing else. */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Slack's client makes links of addresses, written out or bare. */
const linked = (text: string): string =>
  text.replace(/\bhttps?:\/\/[^\s]+|\b[a-z0-9-]+\.(?:com|net|org)\b/gi, (found) =>
    found.includes('://') ? `<${found}>` : `<http://${found}|${found}>`,
  );
