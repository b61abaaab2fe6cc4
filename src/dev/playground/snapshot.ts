/** What the page is told: types alone, so that the page can import them. */
import type { SlackState } from '../fakes/slack/fake-slack';
import type { TeamsState } from '../fakes/teams/shown';

export type ChatName = 'slack' | 'teams';

/** One exchange on the wire without its bodies: those are fetched when somebody looks. */
export interface WireRow {
  readonly chat: ChatName;
  readonly id: number;
  readonly at: string;
  readonly direction: 'to bot' | 'from bot';
  readonly what: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Sent and received together. */
  readonly bytes: number;
  /** What the bot said here against the platform's own limits; empty where it said nothing to anybody. */
  readonly measures: readonly LimitUsage[];
}

export interface LimitUsage {
  readonly used: number;
  readonly most: number;
  readonly unit: 'blocks' | 'characters' | 'bytes';
}

export interface WireBodies {
  readonly sent: unknown;
  readonly received: unknown;
}

export const faultNames = ['none', 'down', 'slow', 'limited'] as const;
export type FaultName = (typeof faultNames)[number];

/** What somebody else does to an opportunity behind the bot's back. */
export const externalEdits = ['stage', 'amount', 'lost'] as const;

/** One request that the bot sent to Autotask, without its bodies. */
export interface AutotaskRequest {
  readonly id: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** An opportunity as it stands in the sandbox: what its columns say, in words. */
export interface AutotaskRecord {
  readonly id: number;
  readonly title: string;
  readonly cells: Readonly<Record<string, string>>;
}

export interface AutotaskState {
  readonly trouble: FaultName;
  /** Newest first. */
  readonly requests: readonly AutotaskRequest[];
  /** The opportunities that the bot looked at last, newest first. */
  readonly records: readonly AutotaskRecord[];
}

/** One platform's card, or why there is none; and what the platform would refuse about it. */
export interface RenderedCard {
  readonly drawn?: Readonly<Record<string, unknown>>;
  readonly complaints: readonly string[];
}

export interface GalleryCard {
  readonly card: string;
  readonly slack: RenderedCard;
  readonly teams: RenderedCard;
}

/** Each section arrives on its own, whole, whenever it changes; one is missing where the real thing is configured. */
export interface PlaygroundSnapshot {
  readonly slack?: SlackState;
  readonly teams?: TeamsState;
  readonly wire?: readonly WireRow[];
  readonly autotask?: AutotaskState;
  /** ISO 8601: what the bot took for the time when this was sent. */
  readonly clock?: string;
  /** How often a card's file was saved. */
  readonly gallery?: number;
}
export type Section = keyof PlaygroundSnapshot;
