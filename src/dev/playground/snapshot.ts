/** What the page is told: types alone, so that the page can import them. */
import type { SlackState } from './slack/peer';
import type { TeamsState } from './teams/peer';

export type Chat = 'slack' | 'teams';

/** One exchange on the wire without its bodies: those are fetched when somebody looks. */
export interface WireRow {
  readonly chat: Chat;
  readonly id: number;
  readonly at: string;
  readonly direction: 'to bot' | 'from bot';
  readonly what: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** The platform's own limit on what the bot said here, where there is one. */
  readonly budget?: Budget;
}

export interface Budget {
  /** How much the bot said. */
  readonly bytes: number;
  readonly most: number;
  readonly about: string;
}

export interface WireBodies {
  readonly sent: unknown;
  readonly received: unknown;
}

export const troubles = ['none', 'down', 'slow', 'limited'] as const;
export type TroubleName = (typeof troubles)[number];

/** What somebody else does to an opportunity behind the bot's back. */
export const meddlings = ['stage', 'amount', 'lost'] as const;

/** One request that the bot sent to Autotask. */
export interface AutotaskRequest {
  readonly id: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly sent: string;
  readonly received: string;
}

/** An opportunity as it stands in the sandbox. */
export interface AutotaskRecord {
  readonly id: number;
  readonly title: string;
  readonly stage: string;
  readonly status: string;
  readonly amount: number;
}

export interface AutotaskState {
  readonly trouble: TroubleName;
  /** Newest first. */
  readonly requests: readonly AutotaskRequest[];
  /** The opportunities that the bot looked at last, newest first. */
  readonly records: readonly AutotaskRecord[];
}

/** Each section arrives on its own, whole, whenever it changes; one is missing where the real thing is configured. */
export interface Snapshot {
  readonly slack?: SlackState;
  readonly teams?: TeamsState;
  readonly wire?: readonly WireRow[];
  readonly autotask?: AutotaskState;
}
export type Section = keyof Snapshot;
