/** The data that the server sends to the page; both import it from here. */
import type { SlackState } from '../fakes/slack/fake-slack';
import type { TeamsState } from '../fakes/teams/shown';

export type ChatName = 'slack' | 'teams';

/** One exchange on the wire without its bodies, which are fetched when somebody opens it. */
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
  /** What the bot's message uses of the platform's limits; empty where the exchange shows nothing to anybody. */
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

/** How somebody else can edit an opportunity in Autotask itself. */
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

/** An opportunity as it is in the sandbox: the text of each column. */
export interface AutotaskRecord {
  readonly id: number;
  readonly title: string;
  readonly cells: Readonly<Record<string, string>>;
}

export interface AutotaskState {
  readonly trouble: FaultName;
  /** Newest first. */
  readonly requests: readonly AutotaskRequest[];
  /** The opportunities that the bot read last, newest first. */
  readonly records: readonly AutotaskRecord[];
}

/** One platform's card, or why there is none, and what the platform would complain about. */
export interface RenderedCard {
  readonly drawn?: Readonly<Record<string, unknown>>;
  readonly complaints: readonly string[];
}

export interface GalleryCard {
  readonly card: string;
  readonly slack: RenderedCard;
  readonly teams: RenderedCard;
}

/** Each section is sent on its own, whole, whenever it changes; that of a fake is missing where the real thing is configured. */
export interface PlaygroundSnapshot {
  readonly slack?: SlackState;
  readonly teams?: TeamsState;
  readonly wire?: readonly WireRow[];
  readonly autotask?: AutotaskState;
  /** ISO 8601: the bot's time when this was sent. */
  readonly clock?: string;
  /** How often a card's file was saved. */
  readonly gallery?: number;
}
export type Section = keyof PlaygroundSnapshot;
