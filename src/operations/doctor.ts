/** The doctor: everything that is configured is looked at, at the same time and within its time; what he says has no secret in it. */
import type { AutotaskClient } from '../autotask/client';
import { secretsOf, type Config } from '../config';
import { BotError } from '../core/errors';
import { checkProblem, type HealthCheck, type CheckResult, type CheckOutcome } from '../core/health-check';
import { databaseChecks, type WithDatabase } from '../storage/doctor-checks';
import { directoryPermissionsCheck, diskSpaceCheck } from '../storage/embedded/disk-space';
import { addressCheck } from './address-check';
import { manifestCheck } from './manifests';
import { createRedact } from '../core/redact';

/** Of one check: longer than Autotask's own patience with one request. Milliseconds. */
const checkTimeout = 20_000;

interface DoctorDeps {
  readonly opportunities: Pick<AutotaskClient, 'checks'>;
  readonly withDatabase: WithDatabase;
  /** Of the platforms that are configured. */
  readonly platformChecks: readonly HealthCheck[];
  readonly clock: () => Date;
}

export function createDoctorFor(
  config: Config,
  { opportunities, withDatabase, platformChecks, clock }: DoctorDeps,
): () => Promise<readonly CheckResult[]> {
  const { slack, teams, publicUrl, databaseUrl, dataDir } = config;
  const isSlackOverHttp = slack !== undefined && slack.appToken === undefined;
  // Without an app id it is the demo's local Teams, which nobody has to reach.
  const needsPublicUrl = teams?.appId !== undefined || isSlackOverHttp;
  const checks: readonly HealthCheck[] = [
    addressCheck({ publicUrl, needed: needsPublicUrl }),
    manifestCheck({ publicUrl, socketMode: slack?.appToken !== undefined, teamsAppId: teams?.appId }),
    ...databaseChecks(withDatabase, clock),
    ...(databaseUrl === undefined ? [diskSpaceCheck(dataDir), directoryPermissionsCheck(dataDir)] : []),
    ...opportunities.checks,
    ...platformChecks,
  ];
  return createDoctor({ checks, milliseconds: checkTimeout, redact: createRedact(secretsOf(config)) });
}

export interface DoctorOptions {
  readonly checks: readonly HealthCheck[];
  /** Of one check. */
  readonly milliseconds: number;
  /** Takes out what must not be seen. */
  readonly redact: (text: string) => string;
}

/** Whoever asks while an examination is under way gets the same answer. Never rejects. */
export function createDoctor(options: DoctorOptions): () => Promise<readonly CheckResult[]> {
  const running: { now?: Promise<readonly CheckResult[]> | undefined } = {};
  return () =>
    (running.now ??= Promise.all(options.checks.map((check) => runCheck(check, options))).finally(
      () => (running.now = undefined),
    ));
}

async function runCheck(check: HealthCheck, { milliseconds, redact }: DoctorOptions): Promise<CheckResult> {
  const signal = AbortSignal.timeout(milliseconds);
  const timeoutResult = new Promise<CheckOutcome>((resolve) =>
    signal.addEventListener('abort', () => resolve(checkProblem('It did not answer in time.', tryAgain)), {
      once: true,
    }),
  );
  const { state, say, cure } = await Promise.race([check.run(signal).catch(resultOfError), timeoutResult]);
  return { state, what: check.what, say: redact(say), cure: redact(cure) };
}

const tryAgain = 'Run it again in a minute; if it stays, look at the network between the bot and that service.';

function resultOfError(error: unknown): CheckOutcome {
  if (error instanceof BotError) return checkProblem(error.userMessage, error.hint ?? tryAgain);
  return checkProblem(errorText(error), tryAgain);
}

/** `fetch` says no more than that it failed; what it means is in the cause. */
function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof BotError) return error.userMessage;
  return error.cause instanceof Error ? `${error.message}: ${errorText(error.cause)}` : error.message;
}

export const isHealthy = (findings: readonly CheckResult[]): boolean =>
  findings.every(({ state }) => state !== 'problem');

const marks = { ok: 'ok     ', problem: 'PROBLEM', known: '-      ' } as const;

/** For a terminal. */
export function formatFindings(findings: readonly CheckResult[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.flatMap(({ state, what, say, cure }) => [
    `${marks[state]}  ${what.padEnd(width)}  ${say}`,
    ...(cure === '' ? [] : [`${' '.repeat(width + 11)}${cure}`]),
  ]);
  const problems = findings.filter(({ state }) => state === 'problem').length;
  return [...lines, '', problems === 0 ? 'Nothing is wrong.' : `Problems: ${String(problems)}`].join('\n');
}
