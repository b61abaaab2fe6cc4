/** What an examination of the bot's surroundings finds: each with its cure, none of them with a secret. */

export interface Finding {
  /** `known`: it cannot be found out from here; that is said, and is no problem. */
  readonly state: 'ok' | 'problem' | 'known';
  /** What was looked at, such as `Slack token`. */
  readonly what: string;
  readonly say: string;
  /** What to do; empty where nothing is to be done. */
  readonly cure: string;
}

/** One thing to look at. What it throws is a problem as well, so that it need not think of everything. */
export interface Check {
  readonly what: string;
  look(signal: AbortSignal): Promise<Found>;
}
export type Found = Pick<Finding, 'state' | 'say' | 'cure'>;

export const fine = (say: string): Found => ({ state: 'ok', say, cure: '' });
export const known = (say: string, cure = ''): Found => ({ state: 'known', say, cure });
export const wrong = (say: string, cure: string): Found => ({ state: 'problem', say, cure });
