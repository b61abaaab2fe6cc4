/** Words: a slash command, a mention in a channel, a message in private, or one that is meant for people alone. */
import type { Courier } from '../courier';
import type { Delivery, Piece, SlackMessage, SlackPeer } from '../peer';
import { bot, team } from '../seed';
import type { Ground } from '../web-api/method';
import { escaped, linksIn } from '../wording';
import { linkEvent, previewEvent, wordsEvent, type At } from './event';
import { channelOf, token } from './payload';

type Said = Parameters<SlackPeer['say']>[0];

interface SayParts {
  readonly ground: Ground;
  readonly courier: Courier;
  readonly command: string;
}

export function createSay({ ground, courier, command }: SayParts): Pick<SlackPeer, 'say' | 'post' | 'compose'> {
  const { world } = ground;
  const bring = (what: string, payload: Piece) => courier.bring({ what, kind: 'events_api', payload });
  function placed(said: Said): At {
    const channel = world.channel(said.channel);
    if (channel === undefined) throw new Error(`There is no channel "${said.channel}".`);
    return { person: world.person(said.person), channel };
  }
  function written({ person, channel }: At, { thread }: Said, text: string): SlackMessage {
    const inThread = thread === undefined ? {} : { thread };
    return world.add({ channel: channel.id, from: person.key, text, blocks: [], ...inThread });
  }
  async function tellLinks(at: At, message: SlackMessage): Promise<Delivery> {
    const links = linksIn(message.text);
    if (links.length === 0) return unsent('nothing in it is for the bot');
    return bring('event link_shared', linkEvent(at, message, links));
  }
  async function write(at: At, said: Said): Promise<Delivery> {
    const { channel, person } = at;
    const shown = channel.kind === 'direct' ? said.text : `@${bot.name} ${said.text}`;
    const message = written(at, said, shown);
    if (!channel.members.includes('bot')) return unsent('the bot is not in this channel');
    const delivery = await bring(`event of ${person.key}`, wordsEvent(at, message, said.text));
    await tellLinks(at, message);
    return delivery;
  }

  return {
    say(said) {
      const at = placed(said);
      if (!said.text.startsWith('/')) return write(at, said);
      const [name = '', ...rest] = said.text.split(' ');
      if (name !== command) return Promise.resolve(unsent(`${name} is not a valid command`));
      const payload = { ...slashPayload(ground, at), command, text: escaped(rest.join(' ')) };
      return courier.bring({ what: `slash ${command}`, kind: 'slash_commands', payload });
    },
    post(said) {
      const at = placed(said);
      return tellLinks(at, written(at, said, said.text));
    },
    compose({ person, text }) {
      const ts = String(world.clock().getTime() / 1000);
      return bring('event link_shared', previewEvent(world.person(person), linksIn(text), ts));
    },
  };
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

const unsent = (body: string): Delivery => ({ status: 0, body, milliseconds: 0 });
