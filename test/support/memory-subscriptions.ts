/** Subscriptions that forget at restart. */
import type { ScheduledRun, RunOutcome, Subscription, SubscriptionStore } from '../../src/opportunity/subscription';
import { reassignAfter } from '../../src/opportunity/subscription';

interface StoredRun {
  readonly run: ScheduledRun;
  handedAt: Date;
  isStarted: boolean;
  outcome: RunOutcome | undefined;
}
interface StoredSubscription {
  readonly subscription: Subscription;
  next: Date | undefined;
}

export interface MemorySubscriptions extends SubscriptionStore {
  /** How each run ended, in the order in which they were taken; undefined while it has not. */
  outcomes(): readonly (RunOutcome | undefined)[];
}

export function createMemorySubscriptions(): MemorySubscriptions {
  const all = new Map<string, StoredSubscription>();
  const runs = new Map<string, StoredRun>();
  return {
    ...subscriptionMethods(all),
    ...runMethods(runs),
    outcomes: () => [...runs.values()].map(({ outcome }) => outcome),
    leaseDue(now, next) {
      const due = [...all.values()].flatMap((one) => takeRun(one, now, next) ?? []);
      const newRuns = due.filter(({ id }) => !runs.has(id));
      const handedAgain = [...runs.values()].filter(
        ({ isStarted, outcome, handedAt, run }) =>
          !isStarted && outcome === undefined && +now - +handedAt >= reassignAfter && all.has(run.subscription.id),
      );
      for (const one of handedAgain) one.handedAt = now;
      for (const run of newRuns) runs.set(run.id, { run, handedAt: now, isStarted: false, outcome: undefined });
      return Promise.resolve([...newRuns, ...handedAgain.map(({ run }) => run)]);
    },
  };
}

/** The latest moment of those that have passed, and the plan moves on. */
function takeRun(
  stored: StoredSubscription,
  now: Date,
  next: (of: Subscription, after: Date) => Date | undefined,
): ScheduledRun | undefined {
  const { subscription, next: nextDue } = stored;
  if (nextDue === undefined || nextDue > now) return undefined;
  let due = nextDue;
  let after = next(subscription, due);
  while (after !== undefined && after <= now) {
    due = after;
    after = next(subscription, due);
  }
  stored.next = after;
  return { id: `${subscription.id}@${due.toISOString()}`, subscription, due };
}

const subscriptionMethods = (
  all: Map<string, StoredSubscription>,
): Pick<SubscriptionStore, 'listIn' | 'get' | 'save' | 'remove'> => ({
  listIn: ({ platform, conversation }) =>
    Promise.resolve(
      [...all.values()]
        .map(({ subscription }) => subscription)
        .filter(({ place }) => place.platform === platform && place.conversation === conversation),
    ),
  get: (id) => Promise.resolve(all.get(id)?.subscription),
  save(subscription, next) {
    all.set(subscription.id, { subscription: JSON.parse(JSON.stringify(subscription)) as Subscription, next });
    return Promise.resolve();
  },
  remove(id) {
    all.delete(id);
    return Promise.resolve();
  },
});

function runMethods(
  runs: Map<string, StoredRun>,
): Pick<SubscriptionStore, 'begin' | 'release' | 'finish' | 'markSent' | 'lastSent' | 'forget'> {
  const sent = new Map<string, Date>();
  return {
    begin(id) {
      const stored = runs.get(id);
      if (stored === undefined || stored.isStarted) return Promise.resolve(false);
      stored.isStarted = true;
      return Promise.resolve(true);
    },
    release(id) {
      const stored = runs.get(id);
      if (stored !== undefined) stored.isStarted = false;
      return Promise.resolve();
    },
    finish(id, outcome, now) {
      const stored = runs.get(id);
      if (stored !== undefined) stored.outcome = outcome;
      if (stored !== undefined && outcome === 'sent') sent.set(stored.run.subscription.id, now);
      return Promise.resolve();
    },
    markSent(id, at) {
      const before = sent.get(id);
      if (before === undefined || before < at) sent.set(id, at);
      return Promise.resolve();
    },
    lastSent: (id) => Promise.resolve(sent.get(id)),
    forget(before) {
      for (const [id, { run }] of runs) if (run.due < before) runs.delete(id);
      return Promise.resolve();
    },
  };
}
