/** What an examination of the bot's surroundings finds: each with its cure, none of them with a secret. */

export interface CheckResult {
  /** `known`: it cannot be found out from here; that is said, and is no problem. */
  readonly state: 'ok' | 'problem' | 'known';
  /** What was looked at, such as `Slack token`. */
  readonly what: string;
  readonly say: string;
  /** What to do; empty where nothing is to be done. */
  readonly cure: string;
}

/** One thing to look at. What it throws is a problem as well, so that it need not think of everything. */
export interface HealthCheck {
  readonly what: string;
  run(signal: AbortSignal): Promise<CheckOutcome>;
}
export type CheckOutcome = Pick<CheckResult, 'state' | 'say' | 'cure'>;

export const checkOk = (say: string): CheckOutcome => ({ state: 'ok', say, cure: '' });
export const checkUnknown = (say: string, cure = ''): CheckOutcome => ({ state: 'known', say, cure });
export const checkProblem = (say: string, cure: string): CheckOutcome => ({ state: 'problem', say, cure });
