/** Files on an opportunity, with the limits that Autotask puts on uploads. */
import { pick } from '../read/loose';
import { numberIn, textIn } from '../state/row';
import type { Rules, Write } from './write';

const largestFile = 7_000_000;
const largestSum = 10_000_000;
const window = 5 * 60 * 1000;

export const attachmentRules: Rules = { judge: [hasData, withinLimits], effects: [keepContent] };

const contentOf = (write: Write): string => {
  const data = pick(write.body, 'data');
  return typeof data === 'string' ? data : '';
};
const sizeOf = (write: Write): number => Buffer.from(contentOf(write), 'base64').length;

function hasData(write: Write): string | undefined {
  return contentOf(write) === '' ? 'Value does not exist for the required field data' : undefined;
}

function withinLimits(write: Write): string | undefined {
  const size = sizeOf(write);
  if (size > largestFile) return 'The attachment is larger than the maximum size of 7 MB.';
  const since = new Date(new Date(write.at).getTime() - window).toISOString();
  let sum = size;
  for (const { cells } of write.world.state.tables.OpportunityAttachments.values()) {
    if ((textIn(cells, 'attachDate') ?? '') >= since) sum += numberIn(cells, 'fileSize') ?? 0;
  }
  return sum > largestSum ? 'Attachments are limited to 10,000,000 bytes in 5 minutes.' : undefined;
}

function keepContent(write: Write): void {
  write.next.hidden['data'] = contentOf(write);
  Object.assign(write.next.cells, {
    attachDate: write.at,
    attachedByResourceID: write.actor.resource,
    impersonatorCreatorResourceID: write.actor.impersonator,
    creatorType: 1,
    fileSize: sizeOf(write),
    parentID: write.next.cells['opportunityID'] ?? null,
  });
}
