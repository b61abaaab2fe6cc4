/** Blocks that Slack takes in messages alone, or not everywhere yet: charts and tables. What stands for them says everything in words. */
import type { types } from '@slack/bolt';
import { mrkdwn } from '../../../render/escapes';
import { isInvalidBlocks } from '../outbound/errors';
import type { OutgoingSlackMessage } from '../outbound/slack-api';

/** So that a section of them stays within its 3,000 characters. */
const rowsPerSection = 20;

export const withoutMessageOnlyBlocks = (blocks: readonly types.KnownBlock[]): types.KnownBlock[] =>
  blocks.flatMap((block) => {
    if (block.type === 'table') return tableAsSections(block);
    return isChart(block) ? [] : [block];
  });

/** Slack's types do not know charts yet. */
export const isChart = ({ type }: { readonly type: string }): boolean => type === 'data_visualization';

function tableAsSections({ rows }: types.TableBlock): types.KnownBlock[] {
  const lines = rows.map((cells) => cells.map((cell) => ('text' in cell ? mrkdwn(cell.text) : '')).join(' · '));
  return Array.from({ length: Math.ceil(lines.length / rowsPerSection) }, (_, index) => ({
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: lines.slice(index * rowsPerSection, (index + 1) * rowsPerSection).join('\n'),
      verbatim: true,
    },
  }));
}

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
