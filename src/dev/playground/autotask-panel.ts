/** The embedded Autotask as the page shows it: its request log, its records, the faults and the edits that can be made. */
import { z } from 'zod';
import type { LoggedRequest, Sandbox, SandboxRecord, Fault } from '../sandbox';
import {
  externalEdits,
  faultNames,
  type AutotaskRecord,
  type AutotaskRequest,
  type AutotaskState,
  type FaultName,
  type WireBodies,
} from './snapshot';
import type { UserActions } from './user-actions';

const shownRequests = 60;
const shownRecords = 4;

const faultsByName: Readonly<Record<Exclude<FaultName, 'none'>, Fault>> = {
  down: { kind: 'status', status: 503 },
  slow: { kind: 'slow', ms: 4_000 },
  limited: { kind: 'status', status: 429, body: 'errors', retryAfter: 30 },
};

export interface AutotaskPanel {
  state(): AutotaskState;
  /** Undefined when that request is no longer in the log. */
  bodies(id: number): WireBodies | undefined;
  readonly actions: UserActions<Sandbox>;
}

export function createAutotaskPanel(sandbox: Sandbox): AutotaskPanel {
  const active: { faultName: FaultName; cancel: () => void } = { faultName: 'none', cancel: () => undefined };
  const ids = new WeakMap<LoggedRequest, number>();
  const count = { requests: 0 };
  const idFor = (request: LoggedRequest): number => {
    const id = ids.get(request) ?? (count.requests += 1);
    ids.set(request, id);
    return id;
  };
  return {
    state() {
      const requests = sandbox.requests.list();
      const entries = requests.slice(-shownRequests).map((request) => requestOf(request, idFor(request)));
      return { trouble: active.faultName, requests: entries.reverse(), records: recordsOf(sandbox, requests) };
    },
    bodies(id) {
      const request = sandbox.requests.list().find((each) => ids.get(each) === id);
      return request === undefined
        ? undefined
        : { sent: parseLoggedBody(request.body), received: parseLoggedBody(request.responseBody) };
    },
    actions: {
      trouble(_sandbox, input) {
        const { trouble } = z.object({ trouble: z.enum(faultNames) }).parse(input);
        active.cancel();
        active.faultName = trouble;
        active.cancel = trouble === 'none' ? () => undefined : injectAlways(sandbox, faultsByName[trouble]);
      },
      meddle: (_sandbox, input) => editExternally(sandbox, input),
    },
  };
}

const injectAlways = (sandbox: Sandbox, fault: Fault): (() => void) =>
  sandbox.faults.plan({ fault, times: Number.MAX_SAFE_INTEGER });

const requestOf = ({ at, method, path, status, ms }: LoggedRequest, id: number): AutotaskRequest => ({
  id,
  at: at.toISOString(),
  method,
  path,
  status,
  milliseconds: ms,
});

/** The log truncates long bodies, which are then no JSON. */
function parseLoggedBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** The opportunities that were read one by one, the latest first, as they are now. */
function recordsOf(sandbox: Sandbox, requests: readonly LoggedRequest[]): readonly AutotaskRecord[] {
  const ids = requests.map(opportunityIdIn).filter((id) => id !== undefined);
  const latest = [...new Set(ids.reverse())].slice(0, shownRecords);
  return latest.flatMap((id) => {
    const record = sandbox.records.read('Opportunities', id);
    return record === undefined ? [] : [recordOf(sandbox, id, record)];
  });
}

function opportunityIdIn({ entity, path, body }: LoggedRequest): number | undefined {
  if (entity !== 'Opportunities') return undefined;
  const match = /\/Opportunities\/(\d+)/.exec(path) ?? /"id":\s*(\d+)/.exec(body);
  return match === null ? undefined : Number(match[1]);
}

function recordOf(sandbox: Sandbox, id: number, record: SandboxRecord): AutotaskRecord {
  const notes = sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
  return {
    id,
    title: String(record['title']),
    cells: {
      Stage: labelOf(sandbox, 'stage', record['stage']),
      Status: labelOf(sandbox, 'status', record['status']),
      Probability: `${String(record['probability'])}%`,
      Monthly: formatMoney(record['monthlyRevenue']),
      'One-time': formatMoney(record['onetimeRevenue']),
      Amount: formatMoney(record['amount']),
      Close: String(record['projectedCloseDate']).slice(0, 10),
      'Next step': String(record['nextStep'] ?? ''),
      Notes: String(notes.length),
    },
  };
}

const formatMoney = (value: unknown): string => Number(value ?? 0).toLocaleString('en');

const picklist = (sandbox: Sandbox, field: string) =>
  sandbox.records.tenant().picklists[`Opportunities.${field}`] ?? [];

const labelOf = (sandbox: Sandbox, field: string, value: unknown): string =>
  picklist(sandbox, field).find((each) => each.value === String(value))?.label ?? String(value);

const externalEditSchema = z.object({ id: z.number().int(), change: z.enum(externalEdits) });

/** Edits the opportunity as somebody else would in Autotask itself, while its card is in the chats. */
function editExternally(sandbox: Sandbox, input: unknown): void {
  const { id, change } = externalEditSchema.parse(input);
  const record = sandbox.records.read('Opportunities', id);
  if (record === undefined) throw new Error(`There is no opportunity ${id}.`);
  const changes = {
    stage: () => ({ stage: nextStage(sandbox, record['stage']) }),
    amount: () => ({ amount: Math.round(Number(record['amount']) * 1.1) }),
    lost: () => ({ status: valueOf(sandbox, 'status', 'Lost') }),
  };
  sandbox.records.edit('Opportunities', id, changes[change]());
}

function nextStage(sandbox: Sandbox, stage: unknown): number {
  const activeStages = picklist(sandbox, 'stage').filter(({ isActive }) => isActive);
  const index = activeStages.findIndex(({ value }) => value === String(stage));
  return Number(activeStages[(index + 1) % activeStages.length]?.value ?? stage);
}

function valueOf(sandbox: Sandbox, field: string, label: string): number {
  const entry = picklist(sandbox, field).find((each) => each.label === label);
  if (entry === undefined) throw new Error(`The tenant offers no ${field} "${label}".`);
  return Number(entry.value);
}
