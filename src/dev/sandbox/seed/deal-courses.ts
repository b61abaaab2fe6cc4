/** How a deal has gone so far: its stage, its status, and its dates relative to the day of seeding. */
import type { Random } from './random';
import { stages, statuses } from './tenant';

export interface DealCourse {
  readonly status: number;
  readonly stage: number;
  readonly probability: number;
  /** Dates in days from the day of seeding; the past is negative. */
  readonly start: number;
  readonly close: number;
  readonly lastActivity: number;
  /** When it was closed or lost; undefined while it is open. */
  readonly ended?: number;
}

export function makeCourse(random: Random, month: { leftInMonth: number; goneInMonth: number }): DealCourse {
  const status = random.weighted([
    [statuses.active, 41],
    [statuses.notReady, 7],
    [statuses.lost, 19],
    [statuses.closed, 24],
    [statuses.implemented, 9],
  ]);
  if (status === statuses.active) return activeCourse(random, month);
  if (status === statuses.notReady) return notReadyCourse(random);
  return endedCourse(status, random, month);
}

const openStages = [
  [stages.qualifying, 10, 19],
  [stages.discovery, 30, 22],
  [stages.design, 50, 21],
  [stages.quoted, 70, 24],
  [stages.verbal, 90, 12],
  [stages.retired, 90, 2],
] as const;

function activeCourse(random: Random, month: { leftInMonth: number }): DealCourse {
  const [stage, usualProbability] = random.weighted(openStages.map((each) => [each, each[2]] as const));
  const start = -random.between(6, 170);
  const close = random.weighted([
    [-random.between(1, 40), 13],
    [random.between(0, month.leftInMonth), 27],
    [month.leftInMonth + random.between(1, 35), 32],
    [random.between(45, 160), 28],
  ]);
  return {
    status: statuses.active,
    stage,
    probability: random.chance(0.2) ? Math.min(95, usualProbability + random.one([-10, -5, 5])) : usualProbability,
    start,
    close: Math.max(close, start + 3),
    lastActivity: Math.max(
      start,
      -random.weighted([
        [random.between(1, 9), 62],
        [random.between(10, 29), 24],
        [random.between(30, 95), 14],
      ]),
    ),
  };
}

function notReadyCourse(random: Random): DealCourse {
  const start = -random.between(40, 260);
  return {
    status: statuses.notReady,
    stage: stages.onHold,
    probability: random.one([0, 5, 10]),
    start,
    close: random.between(60, 240),
    lastActivity: Math.max(start, -random.between(20, 120)),
  };
}

function endedCourse(status: number, random: Random, month: { goneInMonth: number }): DealCourse {
  const thisMonth = status !== statuses.implemented && random.chance(0.16);
  const ago = thisMonth ? random.between(1, Math.max(2, month.goneInMonth)) : random.between(12, 410);
  const end = status === statuses.implemented ? -(ago + 45) : -ago;
  const lost = status === statuses.lost;
  return {
    status,
    stage: lost ? stages.lost : random.chance(0.03) ? stages.retired : stages.won,
    probability: lost ? 0 : 100,
    start: end - random.between(14, 165),
    close: end + random.between(-9, 14),
    lastActivity: Math.min(-1, end + random.between(0, 8)),
    ended: end,
  };
}
