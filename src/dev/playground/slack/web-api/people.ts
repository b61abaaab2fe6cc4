/** Who and where: `auth.*`, `users.*`, `conversations.*` and `apps.*` of the Web API. */
import { Refusal } from '../refusal';
import { bot, team } from '../seed';
import type { SlackChannel, SlackPerson } from '../peer';
import { textOf, type Arguments, type Ground, type Method } from './method';

export const test: Method = (ground) => ({
  url: `${ground.origin()}/`,
  team: team.name,
  user: bot.name.toLowerCase(),
  team_id: team.id,
  user_id: bot.id,
  bot_id: bot.botId,
  is_enterprise_install: false,
});

export const connect: Method = ({ origin, sockets }) => ({
  url: `${origin().replace('http', 'ws')}${sockets.ticket()}`,
});

export const info: Method = ({ world }, sent) => {
  const person = world.personById(textOf(sent, 'user'));
  if (person === undefined) throw new Refusal('user_not_found');
  const { locale } = person;
  return { user: { ...profileOf(person), ...(String(sent['include_locale']) === 'true' ? { locale } : {}) } };
};

export const byEmail: Method = ({ world }, sent) => {
  const person = world.personByEmail(textOf(sent, 'email'));
  if (person === undefined) throw new Refusal('users_not_found');
  return { user: profileOf(person) };
};

const profileOf = ({ id, key, name, email, kind, timezone }: SlackPerson) => ({
  id,
  team_id: kind === 'foreign' ? 'T0ELSEWHERE' : team.id,
  name: key,
  real_name: name,
  deleted: false,
  tz: timezone,
  is_bot: false,
  is_restricted: kind === 'guest',
  is_ultra_restricted: false,
  ...(kind === 'foreign' ? { is_stranger: true } : {}),
  is_email_confirmed: true,
  profile: { real_name: name, ...(email === undefined ? {} : { email }) },
});

export const openDirect: Method = ({ world }, sent) => {
  const channel = world.channel(textOf(sent, 'users'));
  if (channel?.kind !== 'direct') throw new Refusal('user_not_found');
  return { channel: { id: channel.id } };
};

export const conversation: Method = (ground, sent) => {
  const { id, name, kind, members, shared = false } = found(ground, sent);
  if (kind === 'direct') return { channel: { id, is_im: true, user: ground.world.person(name).id } };
  return {
    channel: {
      id,
      name,
      is_im: false,
      is_channel: true,
      is_member: members.includes('bot'),
      is_shared: shared,
      is_ext_shared: shared,
      is_pending_ext_shared: false,
      is_org_shared: false,
    },
  };
};

export const members: Method = (ground, sent) => {
  const keys = found(ground, sent).members;
  return { members: keys.map((key) => (key === 'bot' ? bot.id : ground.world.person(key).id)) };
};

function found({ world }: Ground, sent: Arguments): SlackChannel {
  const channel = world.channel(textOf(sent, 'channel'));
  if (channel === undefined || (channel.private === true && !channel.members.includes('bot'))) {
    throw new Refusal('channel_not_found');
  }
  return channel;
}
