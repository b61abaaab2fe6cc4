/** What Slack's refusals mean. */
import { webApi } from '@slack/bolt';

/** Slack's own code, such as `channel_not_found`; empty for anything that Slack did not say. */
export const slackCode = (error: unknown): string =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : '';

/** An answer address refuses without the library's help. */
export class BlocksRefused extends Error {}

/** Something on the card is not what Slack takes: the same card will not go through by another way either. */
export const refusesBlocks = (error: unknown): boolean =>
  error instanceof BlocksRefused || slackCode(error) === blocksCode;
export const blocksCode = 'invalid_blocks';

/** The facts for the log: the code, and for a refused block where in the card it stands. */
export function factsOf(error: unknown): object {
  if (!(error instanceof webApi.WebAPIPlatformError)) return { err: error };
  return { slack: error.data.error, places: (error.data.response_metadata?.messages ?? []).flatMap(placeIn) };
}

/** `[json-pointer:/blocks/0/text]`: the words around it may repeat what the card says. */
const placeIn = (message: string): readonly string[] => message.match(/\[json-pointer:[\w/-]*\]/g) ?? [];

const gone = new Set([
  'message_not_found',
  'channel_not_found',
  'thread_not_found',
  'is_archived',
  'is_inactive',
  'not_in_channel',
  'cant_update_message',
  'edit_window_closed',
]);

/** The message or its conversation cannot be reached any more, however often one tries. */
export const isGone = (error: unknown): boolean => gone.has(slackCode(error));
