/** One exchange between the bot and a local platform: apart from both, since the fakes record it and the playground shows it. */
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

/** Length on the wire: text as it is, everything else as JSON. The page is checked with this file, and knows no `Buffer`. */
export const bytesOf = (value: unknown): number =>
  new TextEncoder().encode(typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)).length;
