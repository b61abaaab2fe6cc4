/** The rules of attachments of an opportunity, with Autotask's limits on uploads. */
import { pickValue } from '../read/loose-json';
import { numberIn, textIn } from '../state/tables';
import type { EntityRules, Write } from './write';

const maxFileBytes = 7_000_000;
const maxWindowBytes = 10_000_000;
const uploadWindow = 5 * 60 * 1000;

export const attachmentRules: EntityRules = { validate: [validateData, validateSize], effects: [storeContent] };

const contentOf = (write: Write): string => {
  const data = pickValue(write.body, 'data');
  return typeof data === 'string' ? data : '';
};
const sizeOf = (write: Write): number => Buffer.from(contentOf(write), 'base64').length;

function validateData(write: Write): string | undefined {
  return contentOf(write) === '' ? 'Value does not exist for the required field data' : undefined;
}

function validateSize(write: Write): string | undefined {
  const size = sizeOf(write);
  if (size > maxFileBytes) return 'The attachment is larger than the maximum size of 7 MB.';
  const since = new Date(new Date(write.at).getTime() - uploadWindow).toISOString();
  let sum = size;
  for (const { cells } of write.world.state.tables.OpportunityAttachments.values()) {
    if ((textIn(cells, 'attachDate') ?? '') >= since) sum += numberIn(cells, 'fileSize') ?? 0;
  }
  return sum > maxWindowBytes ? 'Attachments are limited to 10,000,000 bytes in 5 minutes.' : undefined;
}

function storeContent(write: Write): void {
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
