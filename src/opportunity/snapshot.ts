/** What the bot remembers of an opportunity from reading to reading: Autotask keeps no history of its own. */

/** The figures of one opportunity at one moment; days are `yyyy-mm-dd`. No titles, no names: least data. */
export interface OpportunitySnapshot {
  readonly id: number;
  readonly owner: number | null;
  readonly company: number;
  readonly category: number | null;
  readonly stage: number;
  readonly status: number;
  /** The projected close. */
  readonly close: string | null;
  readonly probability: number;
  readonly amount: number;
  readonly recurring: number;
  readonly oneTime: number;
  /** The day it was created, as `startDate` tells. */
  readonly created: string | null;
  /** The day it was won or lost; null while open. */
  readonly ended: string | null;
}

/** What earlier readings tell of one opportunity. */
export interface OpportunityHistory {
  /** When it was seen for the first time. */
  readonly first: Date;
  /** As it was seen last. */
  readonly last: OpportunitySnapshot;
  /** How often its close moved to a later day while it was open. */
  readonly pushes: number;
  readonly stageSince: Date;
  /** False when it was in this stage already in the first reading of all: then it is so at least. */
  readonly exact: boolean;
}

/** The figures of one opportunity from the reading that first saw them so, until the reading that saw them otherwise. */
export interface SnapshotInterval {
  readonly snapshot: OpportunitySnapshot;
  readonly from: Date;
  /** Undefined while nothing else was seen. */
  readonly until: Date | undefined;
}

export interface PipelineSnapshot {
  /** When Autotask was read. */
  readonly at: Date;
  /** Every opportunity that was open at that moment, or had ended since the reading before. */
  readonly snapshots: readonly OpportunitySnapshot[];
}

/**
 * Readings, kept compactly: a row is written only where something changed. Every reading is whole, or it is not
 * recorded. An opportunity that a reading does not name keeps its last figures, but counts as gone from then on.
 */
export interface SnapshotStore {
  /** Readings come in order: one that is older than the latest is left out. */
  record(pipeline: PipelineSnapshot): Promise<void>;
  /** The latest reading at or before a moment, as it was then; undefined when there is none. */
  asOf(moment: Date): Promise<PipelineSnapshot | undefined>;
  /** What all readings tell of these opportunities, those that were never seen left out. `open` are the statuses that count as open. */
  histories(ids: readonly number[], open: readonly number[]): Promise<ReadonlyMap<number, OpportunityHistory>>;
  /** The moment of the very first reading that is kept. */
  firstRecordedAt(): Promise<Date | undefined>;
  /** Lets go of intervals that ended before, and of readings before. */
  forget(before: Date): Promise<void>;
}
