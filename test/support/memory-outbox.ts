/** An outbox that forgets: the same promises as the stored one, held to them by the same contract tests. */
import type { AuditLine, Entry, Outbox } from '../../src/opportunity/outbox';
import { waitingStates } from '../../src/opportunity/outbox';
import { concernSame, isUnsent } from '../../src/outbox/order';

export function createMemoryOutbox(): Outbox {
  const entries = new Map<string, Entry>();
  const lines: AuditLine[] = [];
  /** When somebody else tells what became of them. */
  const untold = new Map<string, Date>();
  /** What was asked at the same moment stays as it was added. */
  const all = (): readonly Entry[] => [...entries.values()].sort((a, b) => a.asked.getTime() - b.asked.getTime());
  const change = (id: string, changes: Partial<Entry>): Entry | undefined => {
    const entry = entries.get(id);
    if (entry === undefined) return undefined;
    const changed = { ...entry, ...changes };
    entries.set(id, changed);
    return changed;
  };
  const begin = (entry: Entry, until: Date): Entry | undefined =>
    change(entry.id, { state: 'sending', due: until, attempts: entry.attempts + 1 });
  const isDue = (entry: Entry, now: Date): boolean => isUnsent(entry) && entry.due.getTime() <= now.getTime();
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
      if (!isIn) entries.set(entry.id, entry);
      return Promise.resolve(!isIn);
    },
    get: (id) => Promise.resolve(entries.get(id)),
    take: (now, until, most) =>
      Promise.resolve(
        all()
          .filter((entry) => isDue(entry, now) && !isHeld(entry))
          .slice(0, most)
          .flatMap((entry) => begin(entry, until) ?? []),
      ),
    claim(id, now, until) {
      const entry = entries.get(id);
      const waits = entry !== undefined && waitingStates.includes(entry.state);
      return Promise.resolve(
        waits && (entry.state !== 'sending' || isDue(entry, now)) ? begin(entry, until) : undefined,
      );
    },
    relieve(now) {
      for (const { id, state } of all()) if (state === 'sending') change(id, { due: now });
      for (const id of untold.keys()) untold.set(id, now);
      return Promise.resolve();
    },
    note: (id, before) => Promise.resolve(void change(id, { before })),
    told: (id) => Promise.resolve(void untold.delete(id)),
    takeUntold(now, until, most) {
      const due = [...untold].filter(([, when]) => when <= now).slice(0, most);
      for (const [id] of due) untold.set(id, until);
      const settled = due.flatMap(([id]) => entries.get(id) ?? []);
      return Promise.resolve(settled.filter(({ state }) => ['done', 'asked', 'refused', 'unclear'].includes(state)));
    },
    settle(id, { tell, ...settling }, line) {
      change(id, settling);
      if (tell !== undefined) untold.set(id, tell);
      if (line !== undefined) lines.push(line);
      return Promise.resolve();
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
          .filter(({ id, author, state, due, undoes }) => {
            const isDone = author.id === resource && state === 'done' && due >= since;
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
