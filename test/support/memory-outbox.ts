/** An outbox that forgets: the same promises as the stored one, held to them by the same contract tests. */
import { runningClock } from './clock';
import type { AuditEvent, OutboxEntry, EntryLease, Outbox } from '../../src/outbox/entry';
import { leaseDuration, waitingStates } from '../../src/outbox/entry';
import { isBlockedBy, isUnsent } from '../../src/outbox/ordering';

/** Leases go by the clock that is given, as they go by the database's own there. */
export function createMemoryOutbox(clock: () => Date = runningClock): Outbox {
  const entries = new Map<string, OutboxEntry>();
  const auditEvents: AuditEvent[] = [];
  /** When somebody else tells what became of them. */
  const unnotified = new Map<string, Date>();
  const toVerify = new Map<string, Date>();
  const leaseUntil = (milliseconds = leaseDuration): Date => new Date(clock().getTime() + milliseconds);
  const hasLease = ({ id, leaseCount }: EntryLease): boolean => entries.get(id)?.leaseCount === leaseCount;
  /** What was asked at the same moment stays as it was added. */
  const all = (): readonly OutboxEntry[] =>
    [...entries.values()].sort((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime());
  const change = (id: string, changes: Partial<OutboxEntry>): OutboxEntry | undefined => {
    const entry = entries.get(id);
    if (entry === undefined) return undefined;
    const changed = { ...entry, ...changes };
    entries.set(id, changed);
    return changed;
  };
  const startSending = (entry: OutboxEntry): OutboxEntry | undefined =>
    change(entry.id, { state: 'sending', due: leaseUntil(), leaseCount: entry.leaseCount + 1 });
  const isLeaseExpired = ({ state, due }: OutboxEntry): boolean => state === 'sending' && due <= clock();
  const isDue = (entry: OutboxEntry, now: Date): boolean =>
    isLeaseExpired(entry) || (entry.state === 'queued' && entry.due <= now);
  const earlierThan = (entry: OutboxEntry): readonly OutboxEntry[] =>
    all().slice(
      0,
      all().findIndex(({ id }) => id === entry.id),
    );
  const isBlocked = (entry: OutboxEntry): boolean =>
    earlierThan(entry).some((other) => isUnsent(other) && isBlockedBy(other, entry));
  const isUndone = (id: string): boolean =>
    all().some(({ undoes, state }) => undoes === id && !['dropped', 'refused', 'returned'].includes(state));
  return {
    add(entry) {
      const isDuplicate = all().some(
        ({ formSessionId, state }) =>
          formSessionId !== undefined &&
          formSessionId === entry.formSessionId &&
          state !== 'returned' &&
          state !== 'dropped',
      );
      if (!isDuplicate) entries.set(entry.id, entry.state === 'sending' ? { ...entry, due: leaseUntil() } : entry);
      return Promise.resolve(!isDuplicate);
    },
    get: (id) => Promise.resolve(entries.get(id)),
    lease: (now, most) =>
      Promise.resolve(
        all()
          .filter((entry) => isDue(entry, now) && !isBlocked(entry))
          .slice(0, most)
          .flatMap((entry) => startSending(entry) ?? []),
      ),
    leaseOne(id) {
      const entry = entries.get(id);
      const waits = entry !== undefined && waitingStates.includes(entry.state);
      return Promise.resolve(
        waits && (entry.state !== 'sending' || isLeaseExpired(entry)) ? startSending(entry) : undefined,
      );
    },
    releaseExpired() {
      for (const { id, state } of all()) if (state === 'sending') change(id, { due: clock() });
      for (const id of unnotified.keys()) unnotified.set(id, clock());
      return Promise.resolve();
    },
    recordSend(hold, { before, ...progress }) {
      const isOurs = hasLease(hold) && entries.get(hold.id)?.state === 'sending';
      if (isOurs) change(hold.id, { ...progress, due: leaseUntil(), ...(before === undefined ? {} : { before }) });
      return Promise.resolve(isOurs);
    },
    claimOpportunity({ id }, opportunity) {
      const isOthers = all().some(
        (one) => one.wish.kind === 'create' && one.id !== id && one.opportunity === opportunity,
      );
      if (!isOthers) change(id, { opportunity });
      return Promise.resolve(!isOthers);
    },
    claimedByOthers({ id }, opportunities) {
      const others = all().filter(({ wish, id: other }) => wish.kind === 'create' && other !== id);
      const owned = others.flatMap(({ opportunity }) => opportunity ?? []);
      return Promise.resolve(new Set(owned.filter((one) => opportunities.includes(one))));
    },
    leasePossibleDuplicates(now, again, most) {
      const due = [...toVerify].filter(([, when]) => when <= now).slice(0, most);
      for (const [id] of due) toVerify.set(id, again);
      return Promise.resolve(due.flatMap(([id]) => entries.get(id) ?? []));
    },
    markDuplicatesChecked: (id) => Promise.resolve(void toVerify.delete(id)),
    markNotified: (id) => Promise.resolve(void unnotified.delete(id)),
    leaseUnnotified(most) {
      const due = [...unnotified].filter(([, when]) => when <= clock()).slice(0, most);
      for (const [id] of due) unnotified.set(id, leaseUntil());
      const completed = due.flatMap(([id]) => entries.get(id) ?? []);
      return Promise.resolve(completed.filter(({ state }) => ['done', 'asked', 'refused', 'unclear'].includes(state)));
    },
    complete(hold, { tell, look, sent, ...completion }, auditEvent) {
      if (!hasLease(hold)) return Promise.resolve(false);
      change(hold.id, { ...completion, ...(sent === undefined ? {} : { sent: sent ?? undefined }) });
      if (tell !== undefined) unnotified.set(hold.id, leaseUntil(tell));
      if (look !== undefined) toVerify.set(hold.id, look);
      if (auditEvent !== undefined) auditEvents.push(auditEvent);
      return Promise.resolve(true);
    },
    listWaiting: (resource) =>
      Promise.resolve(all().filter(({ author, state }) => author.id === resource && waitingStates.includes(state))),
    completedBefore(id) {
      const entry = entries.get(id);
      if (entry === undefined) return Promise.resolve([]);
      const found = earlierThan(entry).filter(
        ({ state, due, author, opportunity }) =>
          state === 'done' &&
          due >= entry.requestedAt &&
          author.id === entry.author.id &&
          opportunity === entry.opportunity,
      );
      return Promise.resolve(found.sort((a, b) => a.due.getTime() - b.due.getTime()));
    },
    latestDone: (resource, since) =>
      Promise.resolve(
        all()
          .filter(({ id, author, state, due, undoes, wish, after }) => {
            const isChange =
              wish.kind !== 'change' || wish.note !== undefined || Object.keys(after ?? { all: 1 }).length > 0;
            const isDone = isChange && author.id === resource && state === 'done' && due >= since;
            return isDone && undoes === undefined && !isUndone(id);
          })
          .sort((a, b) => a.due.getTime() - b.due.getTime())
          .at(-1),
      ),
    isUndone: (id) => Promise.resolve(isUndone(id)),
    countWaiting: () => Promise.resolve(all().filter(({ state }) => waitingStates.includes(state)).length),
    history: (opportunity, most) =>
      Promise.resolve(
        [...auditEvents]
          .reverse()
          .filter((auditEvent) => auditEvent.opportunity === opportunity)
          .slice(0, most),
      ),
    forget(before) {
      for (const { id, state, due } of all()) {
        if (!waitingStates.includes(state) && due < before.entries) entries.delete(id);
      }
      return Promise.resolve();
    },
  };
}
