/** Carries a planned digest out: read, judged, posted once and once only, and its author told when that fails. */
import { z } from 'zod';
import type { Job, Worker } from '../../core/jobs';
import { UserAccessDenied, DeliveryFailed } from '../../core/errors';
import { digestLateness, type Metrics } from '../../core/metrics';
import type { RunOutcome, Subscription } from '../../opportunity/subscription';
import { composeDigest, type ComposedDigest } from './edition';
import type { ComposeRequest } from './compose-request';
import { notifyAbandoned, notifyAuthor, type DigestProblem } from './problems';
import { contextOnBehalf, type OnBehalfDeps } from '../subscribing/on-behalf';
import type { FeatureContext, Services } from '../services';
import { threadOf, type MessageRef } from '../../core/interaction';

/** A type, not an interface: it waits in the database as JSON. */
export type DigestRun = { readonly run: string; readonly subscription: string; readonly due: string };

export const digestRunJob: Job<DigestRun> = {
  name: 'digest.run',
  payload: z.object({ run: z.string(), subscription: z.string(), due: z.string() }),
  maxAttempts: 5,
  concurrency: 2,
};

export interface DigestWorkerDeps extends OnBehalfDeps {
  /** A digest that is later than this is not posted any more. */
  readonly skipAfterHours: number;
  readonly metrics: Metrics;
  /** What is posted; replaced where a test counts. */
  readonly compose?: (context: FeatureContext, wanted: ComposeRequest) => Promise<ComposedDigest>;
}

/** A few minutes late is usual: a queue, a restart. From here on the digest says so. */
const lateMinutes = 15;
const minuteMs = 60_000;

export const createDigestWorker = (deps: DigestWorkerDeps): Worker<DigestRun> => ({
  job: digestRunJob,
  async run({ run, subscription: id, due: iso }, { isLast }) {
    const { subscriptions } = deps.services;
    const subscription = await subscriptions.get(id);
    const due = new Date(iso);
    const finish = async (outcome: RunOutcome, problem?: DigestProblem): Promise<void> => {
      await subscriptions.finish(run, outcome, deps.clock());
      deps.log.info({ run, subscription: id, outcome, due: iso }, 'digest run');
      if (problem !== undefined && subscription !== undefined) await notifyAuthor(deps, { subscription, due }, problem);
    };
    if (subscription === undefined || subscription.paused) return finish('skipped');
    if (deps.clock().getTime() - due.getTime() > deps.skipAfterHours * 60 * minuteMs) {
      return finish('skipped', { kind: 'too late' });
    }
    try {
      await finish(...(await runDigest(deps, { run, subscription, due })));
    } catch (error) {
      const final = isLast || (error instanceof DeliveryFailed && !error.retryable);
      if (!final) throw error;
      await finish('failed', { kind: 'failed', error });
    }
  },
});

interface DueDigest {
  readonly run: string;
  readonly subscription: Subscription;
  readonly due: Date;
}

/** Rejects where it may be tried again. */
async function runDigest(
  deps: DigestWorkerDeps,
  { run, subscription, due }: DueDigest,
): Promise<[outcome: RunOutcome, trouble?: DigestProblem]> {
  const { subscriptions, outlet: messenger } = deps.services;
  if (await pauseIfAbandoned(deps, subscription)) return ['skipped'];
  const isLate = deps.clock().getTime() - due.getTime() > lateMinutes * minuteMs;
  const composed = await (deps.compose ?? composeDigest)(contextOnBehalf(deps, subscription, run), {
    subscription,
    mentions: true,
    ...(isLate ? { dueAt: due } : {}),
  });
  if (composed.isQuiet && subscription.skipsQuiet) return ['quiet'];
  if (!(await subscriptions.begin(run))) {
    const isPosted = await messenger.isPosted(subscription.place, run, due);
    if (isPosted === true) return ['sent'];
    if (isPosted === undefined) return ['unclear', { kind: 'unclear' }];
  }
  await postRun(deps, subscription, { run, composed });
  deps.metrics.observe(digestLateness, { kind: subscription.kind }, (deps.clock().getTime() - due.getTime()) / 1000);
  return ['sent'];
}

/** Whoever set it up may have left: then it does not go on with their eyes, and the conversation is told why. */
async function pauseIfAbandoned(deps: DigestWorkerDeps, subscription: Subscription): Promise<boolean> {
  const { services, log } = deps;
  try {
    await services.readmit(subscription.author, subscription.place);
    return false;
  } catch (error) {
    if (!(error instanceof UserAccessDenied)) throw error;
    log.warn({ err: error, subscription: subscription.id }, 'the author of a digest may not read any more');
    await services.subscriptions.save({ ...subscription, paused: true, abandoned: true }, undefined);
    await notifyAbandoned(deps, subscription);
    return true;
  }
}

async function postRun(
  deps: DigestWorkerDeps,
  subscription: Subscription,
  { run, composed }: { run: string; composed: ComposedDigest },
): Promise<void> {
  try {
    const { detailsError } = await postDigest(deps.services, subscription, composed, run);
    if (detailsError !== undefined)
      deps.log.error({ err: detailsError, run }, 'the details of a digest were not posted');
  } catch (error) {
    // Anything else may have arrived: then nobody begins it again before that is looked up.
    if (error instanceof DeliveryFailed) await deps.services.subscriptions.release(run);
    throw error;
  }
}

/** `mark` finds the headline again. Details that do not go through are left out: the headline stands there already. */
export async function postDigest(
  { outlet: messenger }: Pick<Services, 'outlet'>,
  { place: conversation }: Subscription,
  { headline, details }: ComposedDigest,
  dedupeKey?: string,
): Promise<{ readonly card: MessageRef; readonly detailsError: unknown }> {
  const card = await messenger.post(conversation, headline, dedupeKey);
  try {
    for (const view of details) await messenger.post(threadOf(card), view);
    return { card, detailsError: undefined };
  } catch (detailsError) {
    return { card, detailsError };
  }
}
