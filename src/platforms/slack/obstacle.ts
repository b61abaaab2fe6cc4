/** Whether the bot may post in a conversation of Slack, and what certainly kept it from doing so. */
import { webApi } from '@slack/bolt';
import { NotPosted } from '../../core/errors';
import type { Place } from '../../core/arrival';
import type { Obstacle } from '../../core/platform';
import { isGone, slackCode } from './failure';
import type { Web } from './slack-web';

const invite = ({ name }: { name: string }): string => `Type /invite @${name} in the channel, then try again.`;

/** Private conversations with the bot are always open to it. */
export async function obstacleAt(web: Web, { conversation, kind }: Place): Promise<Obstacle | undefined> {
  if (kind === 'direct') return undefined;
  try {
    const channel = await web.channel(conversation);
    if (channel.is_archived === true) return archived;
    if (channel.is_member !== false) return undefined;
    return { say: 'I am not in this channel, so I cannot post here.', next: invite(await web.whoAmI()) };
  } catch (error) {
    // Of a private channel in which the bot is not, Slack says that there is none.
    if (slackCode(error) !== 'channel_not_found') return undefined;
    const say = 'I cannot see this channel: it is private, and I was not invited.';
    return { say, next: invite(await web.whoAmI()) };
  }
}

const archived: Obstacle = { say: 'This channel is archived.', next: 'Choose another channel, or unarchive it.' };

/** The same failure, as one that certainly posted nothing where that is so. */
export function asNotPosted(error: unknown): unknown {
  if (isRateLimited(error))
    return new NotPosted('Slack takes no more messages right now.', { retry: true, cause: error });
  if (isUnreached(error)) return new NotPosted('Slack could not be reached.', { retry: true, cause: error });
  const code = slackCode(error);
  if (code === '' || faults.has(code)) return error;
  if (code === 'not_in_channel' || code === 'channel_not_found') {
    const next = 'Type /invite and my name in the channel, then post it again.';
    return new NotPosted('I am not in that channel any more.', { next, cause: error });
  }
  return new NotPosted(isGone(error) ? 'That channel takes no more messages.' : `Slack refuses it (${code}).`, {
    cause: error,
  });
}

/** Slack's own faults: the message may have been posted before. */
const faults = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);

const isRateLimited = (error: unknown): boolean => error instanceof webApi.WebAPIRateLimitedError;

/** Nothing was sent where no connection came about. */
const isUnreached = (error: unknown): boolean =>
  error instanceof webApi.WebAPIRequestError &&
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes((error.original as NodeJS.ErrnoException).code ?? '');
