/** A message with a chart where Slack takes no charts yet: the same without it, which still says everything in words. */
import { isInvalidBlocks } from '../outbound/errors';
import { isChart } from './without-message-blocks';
import type { OutgoingSlackMessage } from '../outbound/slack-web';

/** Sends it, and when its blocks are refused once more without charts. */
export function retryWithoutCharts<T>(
  send: (message: OutgoingSlackMessage) => Promise<T>,
): (message: OutgoingSlackMessage) => Promise<T> {
  return async (message) => {
    try {
      return await send(message);
    } catch (error) {
      const blocks = message.blocks.filter((block) => !isChart(block));
      if (!isInvalidBlocks(error) || blocks.length === message.blocks.length) throw error;
      return send({ ...message, blocks });
    }
  };
}
