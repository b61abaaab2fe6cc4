/** Digests that are due: found every few seconds, composed and posted once each, at any number of replicas. */
import { z } from 'zod';
import type { Job, Worker, Jobs } from '../../core/jobs';
import { DeliveryFailed } from '../../core/errors';
import { digestLateness, type Metrics } from '../../core/metrics';
import type { RunOutcome, Subscription, SubscriptionStore } from '../../opportunity/subscription';
import { composeDigest, type ComposedDigest, type ComposeRequest } from './compose';
import { notifyAuthor, pauseIfAbandoned, type DigestProblem } from './problems';
import { contextOnBehalf, type OnBehalfDeps } from '../subscribing/on-behalf';
import type { FeatureContext, Services } from '../services';
import { threadOf, type MessageRef } from '../../core/interaction';
import type { Logger } from '../../core/log';
import { nextRun } from '../../core/schedule';

/** A type, not an interface: it is stored as JSON. */
type DigestRun = { readonly run: string; readonly subscription: string; readonly due: string };

const digestRunJob: Job<DigestRun> = {
  name: 'digest.run',
  payload: z.object({ run: z.string(), subscription: z.string(), due: z.string() }),
  maxAttempts: 5,
  concurrency: 2,
};

export interface DigestWorkerDeps extends OnBehalfDeps {
  /** A digest that is later than this is skipped. */
  readonly skipAfterHours: number;
  readonly metrics: Metrics;
  /** Replaced in tests that count. */
  readonly compose?: (context: FeatureContext, request: ComposeRequest) => Promise<ComposedDigest>;
}

/** A few minutes late is usual: a queue, a restart. From this on the card says so. */
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

/** Rejects where it can be retried. */
async function runDigest(
  deps: DigestWorkerDeps,
  { run, subscription, due }: DueDigest,
): Promise<[outcome: RunOutcome, problem?: DigestProblem]> {
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
    // After any other error it may have arrived: it stays begun, and the next attempt looks that up first.
    if (error instanceof DeliveryFailed) await deps.services.subscriptions.release(run);
    throw error;
  }
}

/** The headline, then its details in the thread. Details that fail are left out: the headline is posted already. */
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

export interface DigestScheduler {
  /** Enqueues what is due. Never rejects. */
  tick(): Promise<void>;
}

interface DigestSchedulerDeps {
  readonly subscriptions: Pick<SubscriptionStore, 'leaseDue'>;
  readonly jobs: Jobs;
  readonly clock: () => Date;
  readonly log: Logger;
}

export const createDigestScheduler = ({ subscriptions, jobs, clock, log }: DigestSchedulerDeps): DigestScheduler => ({
  async tick() {
    try {
      const runs = await subscriptions.leaseDue(clock(), ({ schedule }, after) => nextRun(schedule, after));
      for (const { id, subscription, due } of runs) {
        const run = { run: id, subscription: subscription.id, due: due.toISOString() };
        await jobs.add(digestRunJob, run, { key: id });
      }
    } catch (err) {
      log.error({ err }, 'digests that are due were not looked for');
    }
  },
});
