/** Carries a planned digest out: read, judged, posted once and once only, and its author told when that fails. */
import { z } from 'zod';
import type { Job, Worker } from '../core/jobs';
import { Barred, NotPosted } from '../core/errors';
import { digestLateness, type Meter } from '../core/meter';
import type { RunOutcome, Subscription } from '../opportunity/subscription';
import { editionOf, type Edition } from './digest-edition';
import { type EditionWanted } from './digest-request';
import { postEdition } from './digest-post';
import { tellAbandoned, tellAuthor, type Trouble } from './digest-trouble';
import { onBehalf, type Behalf } from './on-behalf';
import type { Here } from './services';

/** A type, not an interface: it waits in the database as JSON. */
export type DigestRun = { readonly run: string; readonly subscription: string; readonly due: string };

export const digestRun: Job<DigestRun> = {
  name: 'digest.run',
  payload: z.object({ run: z.string(), subscription: z.string(), due: z.string() }),
  tries: 5,
  atOnce: 2,
};

export interface DigestRunner extends Behalf {
  /** A digest that is later than this is not posted any more. */
  readonly skipAfterHours: number;
  readonly meter: Meter;
  /** What is posted; replaced where a test counts. */
  readonly compose?: (context: Here, wanted: EditionWanted) => Promise<Edition>;
}

/** A few minutes late is usual: a queue, a restart. From here on the digest says so. */
const lateMinutes = 15;
const minutes = 60_000;

export const createDigestWorker = (parts: DigestRunner): Worker<DigestRun> => ({
  job: digestRun,
  async run({ run, subscription: id, due: iso }, { last }) {
    const { subscriptions } = parts.services;
    const subscription = await subscriptions.get(id);
    const due = new Date(iso);
    const end = async (outcome: RunOutcome, trouble?: Trouble): Promise<void> => {
      await subscriptions.finish(run, outcome, parts.clock());
      parts.log.info({ run, subscription: id, outcome, due: iso }, 'digest run');
      if (trouble !== undefined && subscription !== undefined) await tellAuthor(parts, { subscription, due }, trouble);
    };
    if (subscription === undefined || subscription.paused) return end('skipped');
    if (parts.clock().getTime() - due.getTime() > parts.skipAfterHours * 60 * minutes) {
      return end('skipped', { kind: 'too late' });
    }
    try {
      await end(...(await carryOut(parts, { run, subscription, due })));
    } catch (error) {
      const final = last || (error instanceof NotPosted && !error.retry);
      if (!final) throw error;
      await end('failed', { kind: 'failed', error });
    }
  },
});

interface Planned {
  readonly run: string;
  readonly subscription: Subscription;
  readonly due: Date;
}

/** Rejects where it may be tried again. */
async function carryOut(
  parts: DigestRunner,
  { run, subscription, due }: Planned,
): Promise<[outcome: RunOutcome, trouble?: Trouble]> {
  const { subscriptions, outlet } = parts.services;
  if (await isAbandoned(parts, subscription)) return ['skipped'];
  const isLate = parts.clock().getTime() - due.getTime() > lateMinutes * minutes;
  const edition = await (parts.compose ?? editionOf)(onBehalf(parts, subscription, run), {
    subscription,
    mentions: true,
    ...(isLate ? { late: due } : {}),
  });
  if (edition.quiet && subscription.skipsQuiet) return ['quiet'];
  if (!(await subscriptions.begin(run))) {
    const stands = await outlet.wasPosted(subscription.place, run, due);
    if (stands === true) return ['sent'];
    if (stands === undefined) return ['unclear', { kind: 'unclear' }];
  }
  await post(parts, subscription, { run, edition });
  parts.meter.observe(digestLateness, { kind: subscription.kind }, (parts.clock().getTime() - due.getTime()) / 1000);
  return ['sent'];
}

/** Whoever set it up may have left: then it does not go on with their eyes, and the conversation is told why. */
async function isAbandoned(parts: DigestRunner, subscription: Subscription): Promise<boolean> {
  const { services, log } = parts;
  try {
    await services.readmit(subscription.author, subscription.place);
    return false;
  } catch (error) {
    if (!(error instanceof Barred)) throw error;
    log.warn({ err: error, subscription: subscription.id }, 'the author of a digest may not read any more');
    await services.subscriptions.save({ ...subscription, paused: true, abandoned: true }, undefined);
    await tellAbandoned(parts, subscription);
    return true;
  }
}

async function post(
  parts: DigestRunner,
  subscription: Subscription,
  { run, edition }: { run: string; edition: Edition },
): Promise<void> {
  try {
    const { cut } = await postEdition(parts.services, subscription, edition, run);
    if (cut !== undefined) parts.log.error({ err: cut, run }, 'the details of a digest were not posted');
  } catch (error) {
    // Anything else may have arrived: then nobody begins it again before that is looked up.
    if (error instanceof NotPosted) await parts.services.subscriptions.release(run);
    throw error;
  }
}
