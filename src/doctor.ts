/** `npm run doctor`: looks at everything that the settings name, says what is wrong and how to cure it. */
import { createOpportunityClient } from './autotask/client';
import { doctorFor } from './checks';
import { environment, readConfig, secretsOf, type Config } from './config';
import type { Finding } from './core/finding';
import type { Logger } from './core/log';
import { isHealthy, printed } from './operations/doctor';
import { createLog } from './operations/log';
import { Misconfigured } from './operations/settings';
import { loadPlatforms } from './platforms/load';
import { visitDatabase, type Visit } from './storage/visit';

const clock = (): Date => new Date();

async function examine(): Promise<readonly Finding[]> {
  try {
    const config = readConfig(environment());
    const log = createLog('silent', secretsOf(config));
    const visit = visitDatabase({ ...config, log }, clock);
    const findings = await examineWith(config, visit, log).finally(() => visit.close());
    return [{ state: 'ok', what: 'Settings', say: 'They are complete and safe.', cure: '' }, ...findings];
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error;
    return error.mistakes.map(({ setting, wrong, cure }) => ({ state: 'problem', what: setting, say: wrong, cure }));
  }
}

async function examineWith(config: Config, { lend, store }: Visit, log: Logger): Promise<readonly Finding[]> {
  const opportunities = createOpportunityClient({ ...config.autotask, fetch, clock, random: Math.random, store, log });
  const libraries = await loadPlatforms(config);
  return doctorFor(config, { opportunities, lend, libraries, clock, log })();
}

async function main(asJson: boolean): Promise<void> {
  const findings = await examine();
  console.log(asJson ? JSON.stringify({ healthy: isHealthy(findings), findings }, null, 2) : printed(findings));
  // Sockets that are kept alive must not keep the doctor.
  process.exit(isHealthy(findings) ? 0 : 1);
}

void main(process.argv.includes('--json'));
