/** One exchange between the bot and a local platform, either way. */
export interface WireEntry {
  readonly at: string;
  readonly direction: 'to bot' | 'from bot';
  /** `slash /opp`, `chat.postMessage`, `answer address`; `invoke task/fetch`, `PUT /v3/conversations/…`. */
  readonly what: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly sent: unknown;
  readonly sentBytes: number;
  readonly received: unknown;
  readonly receivedBytes: number;
}
