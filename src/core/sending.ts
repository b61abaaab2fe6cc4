/** The three kinds of calls that leave for a platform: each has its own deadline, repeats and client, so that none holds up another. */

/**
 * `interactive`: a platform counts the seconds, such as for opening a modal. `reply`: somebody waits for it.
 * `background`: nobody does; digests, news of watches, cards drawn anew.
 */
export type SendKind = 'interactive' | 'reply' | 'background';

export interface SendPolicy {
  /** Milliseconds. */
  readonly deadlineMs: number;
  /** How often a call is sent again, of those that were surely not taken; with none, a busy platform is an answer too. */
  readonly repeats: number;
}
export type SendPolicies = Readonly<Record<SendKind, SendPolicy>>;

/** The same thing once for each kind. */
export const perSendKind = <T>(create: (kind: SendKind) => T): Readonly<Record<SendKind, T>> => ({
  interactive: create('interactive'),
  reply: create('reply'),
  background: create('background'),
});
