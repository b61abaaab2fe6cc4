/** Addresses of messages, and what stands beneath the links in them. */
import type { SlackJson, SlackMessage } from '../fake-slack';
import { SlackApiError } from '../refusal';
import { complaintsAboutUnfurl } from '../schema';
import { linksIn } from '../wording';
import { textArgument, type MethodArguments, type FakeSlackContext, type WebApiMethod } from './method';

export const permalink: WebApiMethod = (context, args) => {
  const { channel, ts } = findMessage(context, args, {
    tsArgument: 'message_ts',
    errors: ['channel_not_found', 'message_not_found'],
  });
  return { channel, permalink: `https://playground.slack.com/archives/${channel}/p${ts.replace('.', '')}` };
};

export const unfurl: WebApiMethod = (context, args) => {
  const cards = args['unfurls'] as Readonly<Record<string, { readonly blocks?: readonly SlackJson[] }>> | undefined;
  if (cards === undefined || Object.keys(cards).length === 0) throw new SlackApiError('missing_unfurls');
  const message = findMessage(context, args, {
    tsArgument: 'ts',
    errors: ['cannot_find_channel', 'cannot_find_message'],
  });
  const links = linksIn(message.text).map(({ url }) => url);
  const unfurls = Object.entries(cards).map(([url, { blocks = [] }]) => {
    if (!links.includes(url)) throw new SlackApiError('cannot_unfurl_url');
    const complaints = complaintsAboutUnfurl(blocks, `/unfurls/${url}/blocks`);
    if (complaints.length > 0) throw new SlackApiError('invalid_blocks', complaints);
    return { url, blocks };
  });
  context.world.unfurl(message, unfurls);
  return {};
};

interface MessageLookup {
  /** The argument that holds the message's `ts`. */
  readonly tsArgument: string;
  /** What Slack says for an unknown channel, and for an unknown message. */
  readonly errors: readonly [string, string];
}

/** What only one person sees cannot be addressed. */
function findMessage(
  { world }: FakeSlackContext,
  args: MethodArguments,
  { tsArgument, errors }: MessageLookup,
): SlackMessage {
  const channel = world.channel(textArgument(args, 'channel'));
  if (channel === undefined) throw new SlackApiError(errors[0]);
  const message = world.message(channel.id, textArgument(args, tsArgument));
  if (message === undefined || message.onlyFor !== undefined) throw new SlackApiError(errors[1]);
  return message;
}
