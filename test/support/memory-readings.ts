/** Readings in memory, as plainly as can be: every reading is kept whole. */
import { pastsOf } from '../../src/opportunity/digest/past';
import type { Figures, Reading, Readings, Spell } from '../../src/opportunity/figures';

export function memoryReadings(): Readings {
  let readings: Reading[] = [];
  return {
    record: (reading) => {
      const latest = readings.at(-1);
      if (latest === undefined || reading.at > latest.at) readings.push(reading);
      return Promise.resolve();
    },
    asOf: (moment) => Promise.resolve(readings.filter(({ at }) => at <= moment).at(-1)),
    pasts(ids, open) {
      const spells = spellsIn(readings).filter(({ figures }) => ids.includes(figures.id));
      const isOpen = ({ status }: Figures): boolean => open.includes(status);
      return Promise.resolve(pastsOf(spells, readings[0]?.at, { isOpen }));
    },
    since: () => Promise.resolve(readings[0]?.at),
    forget: (before) => {
      readings = readings.filter(({ at }) => at >= before);
      return Promise.resolve();
    },
  };
}

export function spellsIn(readings: readonly Reading[]): readonly Spell[] {
  const open = new Map<number, { figures: Figures; from: Date }>();
  const ended: Spell[] = [];
  for (const { at, figures } of readings) {
    for (const one of figures) {
      const last = open.get(one.id);
      if (last !== undefined && JSON.stringify(last.figures) === JSON.stringify(one)) continue;
      if (last !== undefined) ended.push({ ...last, until: at });
      open.set(one.id, { figures: one, from: at });
    }
  }
  const lasting = [...open.values()].map((spell) => ({ ...spell, until: undefined }));
  return [...ended, ...lasting].sort((a, b) => a.from.getTime() - b.from.getTime());
}
