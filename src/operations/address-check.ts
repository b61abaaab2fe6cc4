/** Whether the bot can be reached where Slack and Teams are told to find it. */
import { checkOk, checkUnknown, checkProblem, type HealthCheck, type CheckOutcome } from '../core/health-check';

interface AddressCheckOptions {
  readonly publicUrl: string | undefined;
  /** False when all that is spoken to is reached from here, as over Socket Mode. */
  readonly needed: boolean;
}

export const addressCheck = (options: AddressCheckOptions): HealthCheck => ({
  what: 'PUBLIC_URL',
  run: (signal) => checkAddress(options, signal),
});

async function checkAddress({ publicUrl, needed }: AddressCheckOptions, signal: AbortSignal): Promise<CheckOutcome> {
  if (publicUrl === undefined) {
    const cure = 'Set it to the https address at which they reach the bot: the doctor tries it, the manifests name it.';
    return needed
      ? checkUnknown('It is not set: whether Slack and Teams reach the bot cannot be tried.', cure)
      : checkOk('It is not needed.');
  }
  const { host } = new URL(publicUrl);
  const answer = await fetch(new URL('healthz', publicUrl), { signal, redirect: 'manual' }).catch(() => undefined);
  if (answer === undefined) {
    return checkProblem(
      `Nothing answers at ${host}.`,
      'Is the bot running, and does the proxy or tunnel lead to its PORT?',
    );
  }
  const said = (await answer.json().catch(() => undefined)) as { status?: unknown } | undefined;
  if (answer.ok && said?.status === 'ok') return checkOk(`The bot answers at ${host}.`);
  return checkProblem(
    `Something else than the bot answers at ${host} (HTTP ${String(answer.status)}).`,
    'Let the proxy or tunnel pass /slack/events, /api/messages and /healthz on to the bot’s PORT, unchanged.',
  );
}
