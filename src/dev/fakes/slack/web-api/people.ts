/** Who and where: `auth.*`, `users.*`, `conversations.*` and `apps.*` of the Web API. */
import { SlackApiError } from '../refusal';
import { bot, team } from '../seed';
import type { SlackChannel, SlackPerson } from '../fake-slack';
import { textArgument, type MethodArguments, type FakeSlackContext, type WebApiMethod } from './method';

export const authTest: WebApiMethod = (context) => ({
  url: `${context.origin()}/`,
  team: team.name,
  user: bot.name.toLowerCase(),
  team_id: team.id,
  user_id: bot.id,
  bot_id: bot.botId,
  is_enterprise_install: false,
});

export const openConnection: WebApiMethod = ({ origin, sockets }) => ({
  url: `${origin().replace('http', 'ws')}${sockets.issueTicket()}`,
});

export const userInfo: WebApiMethod = ({ world }, args) => {
  const person = world.personById(textArgument(args, 'user'));
  if (person === undefined) throw new SlackApiError('user_not_found');
  const { locale } = person;
  return { user: { ...profileOf(person), ...(String(args['include_locale']) === 'true' ? { locale } : {}) } };
};

export const lookupByEmail: WebApiMethod = ({ world }, args) => {
  const person = world.personByEmail(textArgument(args, 'email'));
  if (person === undefined) throw new SlackApiError('users_not_found');
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

export const openConversation: WebApiMethod = ({ world }, args) => {
  const channel = world.channel(textArgument(args, 'users'));
  if (channel?.kind !== 'direct') throw new SlackApiError('user_not_found');
  return { channel: { id: channel.id } };
};

export const conversationInfo: WebApiMethod = (context, args) => {
  const { id, name, kind, members, shared = false } = visibleChannel(context, args);
  if (kind === 'direct') return { channel: { id, is_im: true, user: context.world.person(name).id } };
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

export const conversationMembers: WebApiMethod = (context, args) => {
  const keys = visibleChannel(context, args).members;
  return { members: keys.map((key) => (key === 'bot' ? bot.id : context.world.person(key).id)) };
};

function visibleChannel({ world }: FakeSlackContext, args: MethodArguments): SlackChannel {
  const channel = world.channel(textArgument(args, 'channel'));
  if (channel === undefined || (channel.private === true && !channel.members.includes('bot'))) {
    throw new SlackApiError('channel_not_found');
  }
  return channel;
}
