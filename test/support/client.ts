/** The validated client, connected to a small sandbox over HTTP or to whatever server a test brings. */
import { createOpportunityClient, type AutotaskClient, type AutotaskOptions } from '../../src/autotask/client';
import type { Author } from '../../src/opportunity/changes';
import { quietLog } from './quiet-log';
import { danaId, openSandbox, today, type SandboxFixture, type SandboxFixtureOptions } from './sandbox';

export interface ClientFixture extends SandboxFixture {
  readonly client: AutotaskClient;
  /** A client that remembers nothing yet. */
  newClient(options?: Partial<AutotaskOptions>): AutotaskClient;
  /** What was asked since the last call, as `POST Opportunities/query`. */
  takeRequests(): readonly string[];
}

export const author: Author = { id: danaId, name: 'Dana Whitfield' };

/** Impatient, so that a test of a fault takes no time. */
export const shortTimeouts = { attempt: 150, call: 2000, retries: 2, backoff: 1, longestWait: 50 };

/** Sends again without a pause, and has time enough for a slow machine: for faults that are answered at once. */
export const fastRetries = { attempt: 10_000, call: 12_000, retries: 2, backoff: 1, longestWait: 50 };

export async function openClient(
  sandboxOptions: SandboxFixtureOptions = {},
  clientOptions: Partial<AutotaskOptions> = {},
): Promise<ClientFixture> {
  const fixture = await openSandbox(sandboxOptions);
  const newClient = (options: Partial<AutotaskOptions> = {}): AutotaskClient =>
    connectClient(fixture.sandbox.url, { ...fixture.sandbox.credentials, ...clientOptions, ...options });
  return {
    ...fixture,
    client: newClient(),
    newClient,
    takeRequests: () => {
      const paths = fixture.sandbox.requests.list().map(({ method, path }) => `${method} ${withoutRoot(path)}`);
      fixture.sandbox.requests.clear();
      return paths;
    },
  };
}
const withoutRoot = (path: string): string => path.replace(/^.*?\/v1\.0\//i, '');

export function connectClient(url: string, options: Partial<AutotaskOptions> = {}): AutotaskClient {
  return createOpportunityClient({
    url,
    username: 'api.bot@example.com',
    secret: 'pretend-secret',
    integrationCode: 'PRETENDINTEGRATIONCODE00027',
    impersonation: 'auto',
    clock: () => new Date(today),
    random: () => 0.5,
    log: quietLog,
    ...options,
  });
}

/** The failure of a call, for looking at: a test that expects one fails when there is none. */
export async function errorOf(work: Promise<unknown>): Promise<Error & { userMessage?: string; fields?: object }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('It went through.');
}
