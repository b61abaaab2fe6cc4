/** The clients through which everything leaves for Slack: one for each kind of call. */
import { webApi } from '@slack/bolt';
import type { SendPolicies, SendPolicy } from '../../../core/sending';
import type { SlackOptions } from '../options';
import { silentLogger } from './errors';

/** Slack's SDK counts a deadline for each try, and waits out a `Retry-After` beside it. */
export const sendPolicies: SendPolicies = {
  // So long lives the trigger that opens a modal.
  interactive: { deadlineMs: 3_000, repeats: 0 },
  reply: { deadlineMs: 10_000, repeats: 2 },
  background: { deadlineMs: 10_000, repeats: 2 },
};

/** For what must not be there twice, and for the doctor, who can be called again. */
export const singleTryPolicy: SendPolicy = { deadlineMs: 10_000, repeats: 0 };

/**
 * While Slack is busy (429) a client holds back all that is sent through it: so each kind of call has a client, with a
 * queue, of its own.
 */
export const createSlackClient = (
  secret: string,
  { apiUrl }: Pick<SlackOptions, 'apiUrl'>,
  { deadlineMs, repeats }: SendPolicy,
): webApi.WebClient =>
  new webApi.WebClient(secret, {
    timeout: deadlineMs,
    retryConfig: { retries: repeats, minTimeout: 300 },
    rejectRateLimitedCalls: repeats === 0,
    logger: silentLogger,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  });
