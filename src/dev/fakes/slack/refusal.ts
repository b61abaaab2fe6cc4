/** Slack says no: its own short code, and for blocks what is wrong with them. Apart, since every part of the peer throws it. */
export class SlackApiError extends Error {
  constructor(
    readonly code: string,
    readonly messages: readonly string[] = [],
  ) {
    super([code, ...messages].join('\n'));
  }
}
