/** Subscriptions that forget at restart. */
import type { Run, RunOutcome, Subscription, Subscriptions } from '../../src/opportunity/subscription';
import { handAgainAfter } from '../../src/opportunity/subscription';

interface Planned {
  readonly run: Run;
  handed: Date;
  begun: boolean;
  outcome: RunOutcome | undefined;
}
interface Kept {
  readonly subscription: Subscription;
  next: Date | undefined;
}

export interface MemorySubscriptions extends Subscriptions {
  /** How each run ended, in the order in which they were taken; undefined while it has not. */
  outcomes(): readonly (RunOutcome | undefined)[];
}

export function createMemorySubscriptions(): MemorySubscriptions {
  const all = new Map<string, Kept>();
  const runs = new Map<string, Planned>();
  return {
    ...kept(all),
    ...carriedOut(runs),
    outcomes: () => [...runs.values()].map(({ outcome }) => outcome),
    take(now, next) {
      const due = [...all.values()].flatMap((one) => takeOne(one, now, next) ?? []);
      const fresh = due.filter(({ id }) => !runs.has(id));
      const again = [...runs.values()].filter(
        ({ begun, outcome, handed, run }) =>
          !begun && outcome === undefined && +now - +handed >= handAgainAfter && all.has(run.subscription.id),
      );
      for (const one of again) one.handed = now;
      for (const run of fresh) runs.set(run.id, { run, handed: now, begun: false, outcome: undefined });
      return Promise.resolve([...fresh, ...again.map(({ run }) => run)]);
    },
  };
}

/** The latest moment of those that have passed, and the plan moves on. */
function takeOne(kept: Kept, now: Date, next: (of: Subscription, after: Date) => Date | undefined): Run | undefined {
  const { subscription, next: planned } = kept;
  if (planned === undefined || planned > now) return undefined;
  let due = planned;
  let after = next(subscription, due);
  while (after !== undefined && after <= now) {
    due = after;
    after = next(subscription, due);
  }
  kept.next = after;
  return { id: `${subscription.id}@${due.toISOString()}`, subscription, due };
}

const kept = (all: Map<string, Kept>): Pick<Subscriptions, 'of' | 'get' | 'save' | 'remove'> => ({
  of: ({ platform, conversation }) =>
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

function carriedOut(
  runs: Map<string, Planned>,
): Pick<Subscriptions, 'begin' | 'release' | 'finish' | 'sent' | 'lastSent' | 'forget'> {
  const sent = new Map<string, Date>();
  return {
    begin(id) {
      const planned = runs.get(id);
      if (planned === undefined || planned.begun) return Promise.resolve(false);
      planned.begun = true;
      return Promise.resolve(true);
    },
    release(id) {
      const planned = runs.get(id);
      if (planned !== undefined) planned.begun = false;
      return Promise.resolve();
    },
    finish(id, outcome, now) {
      const planned = runs.get(id);
      if (planned !== undefined) planned.outcome = outcome;
      if (planned !== undefined && outcome === 'sent') sent.set(planned.run.subscription.id, now);
      return Promise.resolve();
    },
    sent(id, at) {
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
