/** `npm run doctor`: looks at everything that the settings name, says what is wrong and how to cure it. */
import { createOpportunityClient } from './autotask/client';
import { readConfig, secretsOf, type Config } from './config';
import { loadEnvironment } from './config/env-file';
import type { CheckResult } from './core/health-check';
import type { Logger } from './core/log';
import { createDoctorFor, isHealthy, formatFindings } from './operations/doctor';
import { createLog } from './operations/log';
import { ConfigurationError } from './config/settings';
import { loadPlatforms, platformChecks } from './platforms/load';
import { openReadOnlyDatabase, type ReadOnlyDatabase } from './storage/open-database';

const clock = (): Date => new Date();

async function runDoctor(): Promise<readonly CheckResult[]> {
  try {
    const config = readConfig(loadEnvironment());
    const log = createLog('silent', secretsOf(config));
    const database = openReadOnlyDatabase({ ...config, log }, clock);
    const findings = await runDoctorWith(config, database, log).finally(() => database.close());
    return [{ state: 'ok', what: 'Settings', say: 'They are complete and safe.', cure: '' }, ...findings];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.mistakes.map(({ setting, wrong, cure }) => ({ state: 'problem', what: setting, say: wrong, cure }));
  }
}

async function runDoctorWith(
  config: Config,
  { withDatabase, store }: ReadOnlyDatabase,
  log: Logger,
): Promise<readonly CheckResult[]> {
  const opportunities = createOpportunityClient({ ...config.autotask, fetch, clock, random: Math.random, store, log });
  const libraries = await loadPlatforms(config);
  const checks = platformChecks(config, libraries);
  return createDoctorFor(config, { opportunities, withDatabase, platformChecks: checks, clock })();
}

async function main(asJson: boolean): Promise<void> {
  const findings = await runDoctor();
  console.log(asJson ? JSON.stringify({ healthy: isHealthy(findings), findings }, null, 2) : formatFindings(findings));
  // Sockets that are kept alive must not keep the doctor.
  process.exit(isHealthy(findings) ? 0 : 1);
}

void main(process.argv.includes('--json'));
