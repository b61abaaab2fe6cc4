/** Addresses of messages, and what stands beneath the links in them. */
import type { Piece, SlackMessage } from '../peer';
import { Refusal } from '../refusal';
import { complaintsAboutUnfurl } from '../schema';
import { linksIn } from '../wording';
import { textOf, type Arguments, type Ground, type Method } from './method';

export const permalink: Method = (ground, sent) => {
  const { channel, ts } = messageAt(ground, sent, { by: 'message_ts', no: ['channel_not_found', 'message_not_found'] });
  return { channel, permalink: `https://playground.slack.com/archives/${channel}/p${ts.replace('.', '')}` };
};

export const unfurl: Method = (ground, sent) => {
  const cards = sent['unfurls'] as Readonly<Record<string, { readonly blocks?: readonly Piece[] }>> | undefined;
  if (cards === undefined || Object.keys(cards).length === 0) throw new Refusal('missing_unfurls');
  const message = messageAt(ground, sent, { by: 'ts', no: ['cannot_find_channel', 'cannot_find_message'] });
  const links = linksIn(message.text).map(({ url }) => url);
  const unfurls = Object.entries(cards).map(([url, { blocks = [] }]) => {
    if (!links.includes(url)) throw new Refusal('cannot_unfurl_url');
    const wrong = complaintsAboutUnfurl(blocks, `/unfurls/${url}/blocks`);
    if (wrong.length > 0) throw new Refusal('invalid_blocks', wrong);
    return { url, blocks };
  });
  ground.world.unfurl(message, unfurls);
  return {};
};

interface Sought {
  /** The argument that holds the message's `ts`. */
  readonly by: string;
  /** What Slack says for an unknown channel, and for an unknown message. */
  readonly no: readonly [string, string];
}

/** What only one person sees cannot be addressed. */
function messageAt({ world }: Ground, sent: Arguments, { by, no }: Sought): SlackMessage {
  const channel = world.channel(textOf(sent, 'channel'));
  if (channel === undefined) throw new Refusal(no[0]);
  const message = world.message(channel.id, textOf(sent, by));
  if (message === undefined || message.onlyFor !== undefined) throw new Refusal(no[1]);
  return message;
}
