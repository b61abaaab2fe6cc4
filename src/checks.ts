/** Everything that the doctor looks at, as far as it is configured. Knows every room that can be examined. */
import type { AutotaskClient } from './autotask/client';
import { secretsOf, type Config } from './config';
import type { Check, Finding } from './core/finding';
import type { Logger } from './core/log';
import { addressCheck } from './operations/address-check';
import { createBlot } from './operations/blot';
import { manifestCheck } from './operations/manifest-check';
import { createDoctor } from './operations/doctor';
import type { Libraries } from './platforms/load';
import { teamsChecks } from './platforms/teams/checkup';
import { databaseChecks, type Lend } from './storage/checkup';
import { rightsCheck, roomCheck } from './storage/room';

/** Of one check: longer than Autotask's own patience with one request. */
const milliseconds = 20_000;

export interface Examined {
  readonly opportunities: Pick<AutotaskClient, 'checks'>;
  readonly lend: Lend;
  readonly libraries: Libraries;
  readonly clock: () => Date;
  readonly log: Logger;
}

const ofSlack = (slack: Config['slack'], libraries: Libraries, log: Logger): readonly Check[] =>
  slack === undefined || libraries.slack === undefined ? [] : libraries.slack.slackChecks({ ...slack, log });

export function doctorFor(
  config: Config,
  { opportunities, lend, libraries, clock, log }: Examined,
): () => Promise<readonly Finding[]> {
  const { slack, teams, publicUrl, databaseUrl, dataDir } = config;
  // Without an app id it is the demo's local Teams, which has nothing to be examined.
  const realTeams = teams?.appId === undefined ? undefined : teams;
  const calledFromOutside = realTeams !== undefined || (slack !== undefined && slack.appToken === undefined);
  const checks: readonly Check[] = [
    addressCheck({ publicUrl, needed: calledFromOutside }),
    manifestCheck({ publicUrl, socketMode: slack?.appToken !== undefined, teamsAppId: teams?.appId }),
    ...databaseChecks(lend, clock),
    ...(databaseUrl === undefined ? [roomCheck(dataDir), rightsCheck(dataDir)] : []),
    ...opportunities.checks,
    ...ofSlack(slack, libraries, log),
    ...(realTeams === undefined ? [] : teamsChecks(realTeams)),
  ];
  return createDoctor({ checks, milliseconds, blot: createBlot(secretsOf(config)) });
}
