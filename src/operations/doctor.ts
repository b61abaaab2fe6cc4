/** The doctor: all checks at the same time, each by itself and within its time; what he says has no secret in it. */
import { BotError } from '../core/errors';
import { wrong, type Check, type Finding, type Found } from '../core/finding';

export interface DoctorParts {
  readonly checks: readonly Check[];
  /** Of one check. */
  readonly milliseconds: number;
  /** Takes out what must not be seen. */
  readonly blot: (text: string) => string;
}

/** Whoever asks while an examination is under way gets the same answer. Never rejects. */
export function createDoctor(parts: DoctorParts): () => Promise<readonly Finding[]> {
  const running: { now?: Promise<readonly Finding[]> | undefined } = {};
  return () =>
    (running.now ??= Promise.all(parts.checks.map((check) => examine(check, parts))).finally(
      () => (running.now = undefined),
    ));
}

async function examine(check: Check, { milliseconds, blot }: DoctorParts): Promise<Finding> {
  const signal = AbortSignal.timeout(milliseconds);
  const late = new Promise<Found>((resolve) =>
    signal.addEventListener('abort', () => resolve(wrong('It did not answer in time.', tryAgain)), { once: true }),
  );
  const { state, say, cure } = await Promise.race([check.look(signal).catch(failed), late]);
  return { state, what: check.what, say: blot(say), cure: blot(cure) };
}

const tryAgain = 'Run it again in a minute; if it stays, look at the network between the bot and that service.';

function failed(error: unknown): Found {
  if (error instanceof BotError) return wrong(error.say, error.next ?? tryAgain);
  return wrong(wordsOf(error), tryAgain);
}

/** `fetch` says no more than that it failed; what it means is in the cause. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof BotError) return error.say;
  return error.cause instanceof Error ? `${error.message}: ${wordsOf(error.cause)}` : error.message;
}

export const isHealthy = (findings: readonly Finding[]): boolean => findings.every(({ state }) => state !== 'problem');

const marks = { ok: 'ok     ', problem: 'PROBLEM', known: '-      ' } as const;

/** For a terminal. */
export function printed(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.flatMap(({ state, what, say, cure }) => [
    `${marks[state]}  ${what.padEnd(width)}  ${say}`,
    ...(cure === '' ? [] : [`${' '.repeat(width + 11)}${cure}`]),
  ]);
  const problems = findings.filter(({ state }) => state === 'problem').length;
  return [...lines, '', problems === 0 ? 'Nothing is wrong.' : `Problems: ${String(problems)}`].join('\n');
}
