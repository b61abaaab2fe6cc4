/** Whether the bot can be reached where Slack and Teams are told to find it. */
import { fine, known, wrong, type Check, type Found } from '../core/finding';

interface Options {
  readonly publicUrl: string | undefined;
  /** False when all that is spoken to is reached from here, as over Socket Mode. */
  readonly needed: boolean;
}

export const addressCheck = (options: Options): Check => ({
  what: 'PUBLIC_URL',
  look: (signal) => look(options, signal),
});

async function look({ publicUrl, needed }: Options, signal: AbortSignal): Promise<Found> {
  if (publicUrl === undefined) {
    const cure = 'Set it to the https address at which they reach the bot: the doctor tries it, the manifests name it.';
    return needed
      ? known('It is not set: whether Slack and Teams reach the bot cannot be tried.', cure)
      : fine('It is not needed.');
  }
  const { host } = new URL(publicUrl);
  const answer = await fetch(new URL('healthz', publicUrl), { signal, redirect: 'manual' }).catch(() => undefined);
  if (answer === undefined) {
    return wrong(`Nothing answers at ${host}.`, 'Is the bot running, and does the proxy or tunnel lead to its PORT?');
  }
  const said = (await answer.json().catch(() => undefined)) as { status?: unknown } | undefined;
  if (answer.ok && said?.status === 'ok') return fine(`The bot answers at ${host}.`);
  return wrong(
    `Something else than the bot answers at ${host} (HTTP ${String(answer.status)}).`,
    'Let the proxy or tunnel pass /slack/events, /api/messages and /healthz on to the bot’s PORT, unchanged.',
  );
}
