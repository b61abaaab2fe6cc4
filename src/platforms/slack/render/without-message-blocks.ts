/** The same blocks for a modal, Home, or beneath a link: Slack takes charts and tables in messages alone. Pure. */
import type { types } from '@slack/bolt';
import { mrkdwn } from '../../../render/escapes';

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
