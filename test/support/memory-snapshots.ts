/** Readings in memory, as plainly as can be: every reading is kept whole. */
import { historiesOf } from '../../src/features/digest/calculations/history';
import type {
  OpportunitySnapshot,
  PipelineSnapshot,
  SnapshotStore,
  SnapshotInterval,
} from '../../src/opportunity/snapshot';

export function createMemorySnapshots(): SnapshotStore {
  let readings: PipelineSnapshot[] = [];
  return {
    record: (reading) => {
      const latest = readings.at(-1);
      if (latest === undefined || reading.at > latest.at) readings.push(reading);
      return Promise.resolve();
    },
    asOf: (moment) => Promise.resolve(readings.filter(({ at }) => at <= moment).at(-1)),
    histories(ids, open) {
      const spells = intervalsIn(readings).filter(({ snapshot }) => ids.includes(snapshot.id));
      const isOpen = ({ status }: OpportunitySnapshot): boolean => open.includes(status);
      return Promise.resolve(historiesOf(spells, readings[0]?.at, { isOpen }));
    },
    firstRecordedAt: () => Promise.resolve(readings[0]?.at),
    forget: (before) => {
      readings = readings.filter(({ at }) => at >= before);
      return Promise.resolve();
    },
  };
}

export function intervalsIn(readings: readonly PipelineSnapshot[]): readonly SnapshotInterval[] {
  const open = new Map<number, { snapshot: OpportunitySnapshot; from: Date }>();
  const ended: SnapshotInterval[] = [];
  for (const { at, snapshots } of readings) {
    for (const one of snapshots) {
      const last = open.get(one.id);
      if (last !== undefined && JSON.stringify(last.snapshot) === JSON.stringify(one)) continue;
      if (last !== undefined) ended.push({ ...last, until: at });
      open.set(one.id, { snapshot: one, from: at });
    }
  }
  const current = [...open.values()].map((interval) => ({ ...interval, until: undefined }));
  return [...ended, ...current].sort((a, b) => a.from.getTime() - b.from.getTime());
}
