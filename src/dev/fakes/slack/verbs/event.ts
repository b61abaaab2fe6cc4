/** What Slack sends of its own accord, in the envelope that every event comes in. */
import type { SlackJson, SlackChannel, SlackMessage, SlackPerson } from '../fake-slack';
import { bot, team } from '../seed';
import { escapeControlCharacters, linkUrls, type Link } from '../wording';
import { token } from './payload';

export interface EventOrigin {
  readonly person: SlackPerson;
  readonly channel: SlackChannel;
}

/** Someone wrote to the bot: in private, or by mentioning it. */
export function messageEvent({ person, channel }: EventOrigin, { ts, thread }: SlackMessage, text: string): SlackJson {
  const wireText = linkUrls(escapeControlCharacters(text));
  const event =
    channel.kind === 'direct'
      ? { type: 'message', channel_type: 'im', text: wireText }
      : { type: 'app_mention', text: `<@${bot.id}> ${wireText}` };
  return eventEnvelope({
    ...event,
    user: person.id,
    ts,
    event_ts: ts,
    channel: channel.id,
    team: team.id,
    ...inThread(thread),
  });
}

/** A message that was posted holds links. */
export function linkEvent(
  { person, channel }: EventOrigin,
  { ts, thread }: SlackMessage,
  links: readonly Link[],
): SlackJson {
  return eventEnvelope({
    type: 'link_shared',
    user: person.id,
    channel: channel.id,
    is_bot_user_member: channel.members.includes('bot'),
    message_ts: ts,
    unfurl_id: `${channel.id}.${ts}`,
    source: 'conversations_history',
    links,
    event_ts: ts,
    ...inThread(thread),
  });
}

/** A message that is being written does: it has neither a place nor a time yet. */
export function previewEvent({ id }: SlackPerson, links: readonly Link[], ts: string): SlackJson {
  const draft = `${id}-00000000-0000-4000-8000-000000000000`;
  return eventEnvelope({
    type: 'link_shared',
    user: id,
    channel: 'COMPOSER',
    is_bot_user_member: true,
    message_ts: draft,
    unfurl_id: draft,
    source: 'composer',
    links,
    event_ts: ts,
  });
}

export function homeEvent({ person, channel }: EventOrigin, view: object | undefined, ts: string): SlackJson {
  const before = view === undefined ? {} : { view };
  return eventEnvelope({
    type: 'app_home_opened',
    user: person.id,
    channel: channel.id,
    tab: 'home',
    ...before,
    event_ts: ts,
  });
}

const inThread = (thread: string | undefined) => (thread === undefined ? {} : { thread_ts: thread });

function eventEnvelope(event: SlackJson): SlackJson {
  const inTeam = { enterprise_id: null, team_id: team.id, is_enterprise_install: false };
  const ts = String(event['event_ts']);
  return {
    token,
    team_id: team.id,
    api_app_id: bot.appId,
    type: 'event_callback',
    event,
    event_id: `Ev${String(event['type']).length}${ts.replace('.', '')}`,
    event_time: Math.floor(Number(ts)),
    authorizations: [{ ...inTeam, user_id: bot.id, is_bot: true }],
  };
}
