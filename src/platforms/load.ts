/** Loads the platforms that are configured: their libraries are half of a start, and a bot of one needs nothing of the other. */
import type { Config } from '../config';
import type { HealthCheck } from '../core/health-check';
import type * as Slack from './slack';
import type * as Teams from './teams';
import { teamsChecks } from './teams/doctor-checks';

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

/** What the doctor looks at, of those that are configured. */
export function platformChecks(
  { slack, teams }: Pick<Config, 'slack' | 'teams'>,
  modules: PlatformModules,
): readonly HealthCheck[] {
  return [
    ...(slack === undefined ? [] : (modules.slack?.slackChecks(slack) ?? [])),
    // Without an app id it is the demo's local Teams, which has nothing to be examined.
    ...(teams?.appId === undefined ? [] : teamsChecks(teams)),
  ];
}
