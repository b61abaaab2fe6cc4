/** Loads the platforms that are configured: their libraries are half of a start, and a bot of one needs nothing of the other. */
import type * as Slack from './slack';
import type * as Teams from './teams';

export interface PlatformModules {
  readonly slack: typeof Slack | undefined;
  readonly teams: typeof Teams | undefined;
}

/** Whatever else is under way, like the opening of the database, gets its turn in between. */
export async function loadPlatforms(
  configured: Readonly<Record<keyof PlatformModules, unknown>>,
): Promise<PlatformModules> {
  await yieldToEventLoop();
  const slack = configured.slack === undefined ? undefined : (require('./slack') as typeof Slack);
  await yieldToEventLoop();
  const teams = configured.teams === undefined ? undefined : (require('./teams') as typeof Teams);
  return { slack, teams };
}

const yieldToEventLoop = () => new Promise(setImmediate);
