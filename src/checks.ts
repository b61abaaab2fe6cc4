/** Everything that the doctor looks at, as far as it is configured. Knows every room that can be examined. */
import type { AutotaskClient } from './autotask/client';
import { secretsOf, type Config } from './config';
import type { HealthCheck, CheckResult } from './core/health-check';
import type { Logger } from './core/log';
import { addressCheck } from './operations/address-check';
import { createRedact } from './operations/redact';
import { manifestCheck } from './operations/manifest-check';
import { createDoctor } from './operations/doctor';
import type { PlatformModules } from './platforms/load';
import { teamsChecks } from './platforms/teams/doctor-checks';
import { databaseChecks, type WithDatabase } from './storage/doctor-checks';
import { directoryPermissionsCheck, diskSpaceCheck } from './storage/embedded/disk-space';

/** Of one check: longer than Autotask's own patience with one request. */
const checkTimeout = 20_000;

export interface DoctorDeps {
  readonly opportunities: Pick<AutotaskClient, 'checks'>;
  readonly withDatabase: WithDatabase;
  readonly libraries: PlatformModules;
  readonly clock: () => Date;
  readonly log: Logger;
}

const slackChecksFor = (slack: Config['slack'], libraries: PlatformModules, log: Logger): readonly HealthCheck[] =>
  slack === undefined || libraries.slack === undefined ? [] : libraries.slack.slackChecks({ ...slack, log });

export function createDoctorFor(
  config: Config,
  { opportunities, withDatabase, libraries, clock, log }: DoctorDeps,
): () => Promise<readonly CheckResult[]> {
  const { slack, teams, publicUrl, databaseUrl, dataDir } = config;
  // Without an app id it is the demo's local Teams, which has nothing to be examined.
  const realTeams = teams?.appId === undefined ? undefined : teams;
  const needsPublicUrl = realTeams !== undefined || (slack !== undefined && slack.appToken === undefined);
  const checks: readonly HealthCheck[] = [
    addressCheck({ publicUrl, needed: needsPublicUrl }),
    manifestCheck({ publicUrl, socketMode: slack?.appToken !== undefined, teamsAppId: teams?.appId }),
    ...databaseChecks(withDatabase, clock),
    ...(databaseUrl === undefined ? [diskSpaceCheck(dataDir), directoryPermissionsCheck(dataDir)] : []),
    ...opportunities.checks,
    ...slackChecksFor(slack, libraries, log),
    ...(realTeams === undefined ? [] : teamsChecks(realTeams)),
  ];
  return createDoctor({ checks, milliseconds: checkTimeout, redact: createRedact(secretsOf(config)) });
}
