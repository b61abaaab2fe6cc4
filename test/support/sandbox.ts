/** A small sandbox for one test, with the few requests that tests make of it. */
import type { Json } from '../../src/core/json';
import { startSandbox } from '../../src/dev/sandbox';
import type { Sandbox, SandboxOptions } from '../../src/dev/sandbox';
import { ordinaryMoment } from './clock';

export type Body = Record<string, unknown>;
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly item?: Record<string, Json> | null;
    readonly items?: readonly Record<string, Json>[];
    readonly pageDetails?: Record<string, Json>;
    readonly itemId?: number;
    readonly queryCount?: number;
    readonly errors?: readonly string[];
    readonly Message?: string;
    readonly fields?: readonly Record<string, Json>[];
    readonly info?: Record<string, Json>;
  };
}

export interface SandboxFixture {
  readonly sandbox: Sandbox;
  /** Under `/V1.0/`, with the right credentials unless other headers are given. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  query(entity: string, filter: unknown, rest?: Body): Promise<ApiAnswer>;
  /** A plain opportunity with these values laid over it; answers with its id. */
  create(values?: Body): Promise<number>;
  patch(id: number, values: Body): Promise<ApiAnswer>;
  read(id: number): Promise<Record<string, Json>>;
  /** What the sandbox takes as the present. */
  setTime(iso: string): void;
  stop(): Promise<void>;
}

/** The present of a sandbox, unless another is named: the dates of the tests that speak with it are written for this day. */
export const today = ordinaryMoment;
export const danaId = 29683401;
/** A company with a sister below it. */
export const parentCompanyId = 174;

export const plainOpportunity: Body = {
  title: 'Acme refresh',
  companyID: parentCompanyId,
  ownerResourceID: danaId,
  status: 1,
  stage: 11,
  probability: 30,
  amount: 1000,
  cost: 400,
  startDate: '2026-03-01',
  projectedCloseDate: '2026-04-30',
  useQuoteTotals: false,
};

export interface SandboxFixtureOptions extends Partial<SandboxOptions> {
  /** What the sandbox takes as the present at first. */
  readonly startsAt?: string;
}

export async function openSandbox({
  startsAt = today,
  ...options
}: SandboxFixtureOptions = {}): Promise<SandboxFixture> {
  let now = startsAt;
  const sandbox = await startSandbox({ clock: () => new Date(now), opportunities: 20, ...options });
  const send: SandboxFixture['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${sandbox.url}V1.0/${path}`, {
      method,
      headers: { ...credentialHeaders(sandbox), 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  const createOpportunity = async (values: Body) => {
    const answer = await send('POST', 'Opportunities', { ...plainOpportunity, ...values });
    if (answer.body.itemId === undefined) throw new Error(`Not created: ${answer.text}`);
    return answer.body.itemId;
  };
  return {
    sandbox,
    send,
    query: (entity, filter, rest = {}) => send('POST', `${entity}/query`, { filter, ...rest }),
    create: (values = {}) => createOpportunity(values),
    patch: (id, values) => send('PATCH', 'Opportunities', { id, ...values }),
    read: async (id) => (await send('GET', `Opportunities/${id}`)).body.item ?? {},
    setTime: (iso) => {
      now = iso;
    },
    stop: () => sandbox.stop(),
  };
}

export const credentialHeaders = ({ credentials }: Sandbox): Record<string, string> => ({
  UserName: credentials.username,
  Secret: credentials.secret,
  ApiIntegrationCode: credentials.integrationCode,
});

function parse(text: string): ApiAnswer['body'] {
  try {
    return JSON.parse(text) as ApiAnswer['body'];
  } catch {
    return {};
  }
}
