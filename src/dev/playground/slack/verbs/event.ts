/** What Slack sends of its own accord, in the envelope that every event comes in. */
import type { Piece, SlackChannel, SlackMessage, SlackPerson } from '../peer';
import { bot, team } from '../seed';
import { escaped, linked, type Link } from '../wording';
import { token } from './payload';

export interface At {
  readonly person: SlackPerson;
  readonly channel: SlackChannel;
}

/** Someone wrote to the bot: in private, or by mentioning it. */
export function wordsEvent({ person, channel }: At, { ts, thread }: SlackMessage, text: string): Piece {
  const wired = linked(escaped(text));
  const event =
    channel.kind === 'direct'
      ? { type: 'message', channel_type: 'im', text: wired }
      : { type: 'app_mention', text: `<@${bot.id}> ${wired}` };
  return envelope({
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
export function linkEvent({ person, channel }: At, { ts, thread }: SlackMessage, links: readonly Link[]): Piece {
  return envelope({
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
export function previewEvent({ id }: SlackPerson, links: readonly Link[], ts: string): Piece {
  const draft = `${id}-00000000-0000-4000-8000-000000000000`;
  return envelope({
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

export function homeEvent({ person, channel }: At, view: object | undefined, ts: string): Piece {
  const before = view === undefined ? {} : { view };
  return envelope({
    type: 'app_home_opened',
    user: person.id,
    channel: channel.id,
    tab: 'home',
    ...before,
    event_ts: ts,
  });
}

const inThread = (thread: string | undefined) => (thread === undefined ? {} : { thread_ts: thread });

function envelope(event: Piece): Piece {
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
