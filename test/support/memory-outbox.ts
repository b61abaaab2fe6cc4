/** An outbox that forgets: the same promises as the stored one, held to them by the same contract tests. */
import { runningClock } from './clock';
import type { AuditLine, Entry, Hold, Outbox } from '../../src/opportunity/outbox';
import { lease, waitingStates } from '../../src/opportunity/outbox';
import { concernSame, isUnsent } from '../../src/outbox/order';

/** Leases go by the clock that is given, as they go by the database's own there. */
export function createMemoryOutbox(clock: () => Date = runningClock): Outbox {
  const entries = new Map<string, Entry>();
  const lines: AuditLine[] = [];
  /** When somebody else tells what became of them. */
  const untold = new Map<string, Date>();
  const doubtful = new Map<string, Date>();
  const leased = (milliseconds = lease): Date => new Date(clock().getTime() + milliseconds);
  const isHeldBy = ({ id, held }: Hold): boolean => entries.get(id)?.held === held;
  /** What was asked at the same moment stays as it was added. */
  const all = (): readonly Entry[] => [...entries.values()].sort((a, b) => a.asked.getTime() - b.asked.getTime());
  const change = (id: string, changes: Partial<Entry>): Entry | undefined => {
    const entry = entries.get(id);
    if (entry === undefined) return undefined;
    const changed = { ...entry, ...changes };
    entries.set(id, changed);
    return changed;
  };
  const begin = (entry: Entry): Entry | undefined =>
    change(entry.id, { state: 'sending', due: leased(), held: entry.held + 1 });
  const isLeft = ({ state, due }: Entry): boolean => state === 'sending' && due <= clock();
  const isDue = (entry: Entry, now: Date): boolean => isLeft(entry) || (entry.state === 'queued' && entry.due <= now);
  const earlierThan = (entry: Entry): readonly Entry[] =>
    all().slice(
      0,
      all().findIndex(({ id }) => id === entry.id),
    );
  const isHeld = (entry: Entry): boolean =>
    earlierThan(entry).some((other) => isUnsent(other) && concernSame(other, entry));
  const isUndone = (id: string): boolean =>
    all().some(({ undoes, state }) => undoes === id && !['dropped', 'refused', 'returned'].includes(state));
  return {
    add(entry) {
      const isIn = all().some(
        ({ opening, state }) =>
          opening !== undefined && opening === entry.opening && state !== 'returned' && state !== 'dropped',
      );
      if (!isIn) entries.set(entry.id, entry.state === 'sending' ? { ...entry, due: leased() } : entry);
      return Promise.resolve(!isIn);
    },
    get: (id) => Promise.resolve(entries.get(id)),
    take: (now, most) =>
      Promise.resolve(
        all()
          .filter((entry) => isDue(entry, now) && !isHeld(entry))
          .slice(0, most)
          .flatMap((entry) => begin(entry) ?? []),
      ),
    claim(id) {
      const entry = entries.get(id);
      const waits = entry !== undefined && waitingStates.includes(entry.state);
      return Promise.resolve(waits && (entry.state !== 'sending' || isLeft(entry)) ? begin(entry) : undefined);
    },
    relieve() {
      for (const { id, state } of all()) if (state === 'sending') change(id, { due: clock() });
      for (const id of untold.keys()) untold.set(id, clock());
      return Promise.resolve();
    },
    note(hold, { before, ...going }) {
      const isOurs = isHeldBy(hold) && entries.get(hold.id)?.state === 'sending';
      if (isOurs) change(hold.id, { ...going, due: leased(), ...(before === undefined ? {} : { before }) });
      return Promise.resolve(isOurs);
    },
    own({ id }, opportunity) {
      const isOthers = all().some(
        (one) => one.wish.kind === 'create' && one.id !== id && one.opportunity === opportunity,
      );
      if (!isOthers) change(id, { opportunity });
      return Promise.resolve(!isOthers);
    },
    othersOf({ id }, opportunities) {
      const others = all().filter(({ wish, id: other }) => wish.kind === 'create' && other !== id);
      const owned = others.flatMap(({ opportunity }) => opportunity ?? []);
      return Promise.resolve(new Set(owned.filter((one) => opportunities.includes(one))));
    },
    takeDoubtful(now, again, most) {
      const due = [...doubtful].filter(([, when]) => when <= now).slice(0, most);
      for (const [id] of due) doubtful.set(id, again);
      return Promise.resolve(due.flatMap(([id]) => entries.get(id) ?? []));
    },
    looked: (id) => Promise.resolve(void doubtful.delete(id)),
    told: (id) => Promise.resolve(void untold.delete(id)),
    takeUntold(most) {
      const due = [...untold].filter(([, when]) => when <= clock()).slice(0, most);
      for (const [id] of due) untold.set(id, leased());
      const settled = due.flatMap(([id]) => entries.get(id) ?? []);
      return Promise.resolve(settled.filter(({ state }) => ['done', 'asked', 'refused', 'unclear'].includes(state)));
    },
    settle(hold, { tell, look, sent, ...settling }, line) {
      if (!isHeldBy(hold)) return Promise.resolve(false);
      change(hold.id, { ...settling, ...(sent === undefined ? {} : { sent: sent ?? undefined }) });
      if (tell !== undefined) untold.set(hold.id, leased(tell));
      if (look !== undefined) doubtful.set(hold.id, look);
      if (line !== undefined) lines.push(line);
      return Promise.resolve(true);
    },
    waiting: (resource) =>
      Promise.resolve(all().filter(({ author, state }) => author.id === resource && waitingStates.includes(state))),
    foregoing(id) {
      const entry = entries.get(id);
      if (entry === undefined) return Promise.resolve([]);
      const found = earlierThan(entry).filter(
        ({ state, due, author, opportunity }) =>
          state === 'done' && due >= entry.asked && author.id === entry.author.id && opportunity === entry.opportunity,
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
    depth: () => Promise.resolve(all().filter(({ state }) => waitingStates.includes(state)).length),
    history: (opportunity, most) =>
      Promise.resolve(
        [...lines]
          .reverse()
          .filter((line) => line.opportunity === opportunity)
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
