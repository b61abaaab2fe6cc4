/** The embedded Autotask as the drawer shows it: its request log, its records, and the trouble that can be made. */
import { z } from 'zod';
import type { LoggedRequest, Sandbox, SandboxRecord } from '../sandbox';
import {
  externalEdits,
  faultNames,
  type AutotaskRecord,
  type AutotaskRequest,
  type AutotaskState,
  type FaultName,
  type WireBodies,
} from './snapshot';
import type { Fault } from '../sandbox';
import type { UserActions } from './verbs';

const shownRequests = 60;
const shownRecords = 4;

const faultsByName: Readonly<Record<Exclude<FaultName, 'none'>, Fault>> = {
  down: { kind: 'status', status: 503 },
  slow: { kind: 'slow', ms: 4_000 },
  limited: { kind: 'status', status: 429, body: 'errors', retryAfter: 30 },
};

export interface AutotaskPanel {
  state(): AutotaskState;
  /** Undefined when that request is no longer kept. */
  bodies(id: number): WireBodies | undefined;
  readonly actions: UserActions<Sandbox>;
}

export function createAutotaskPanel(sandbox: Sandbox): AutotaskPanel {
  const now: { trouble: FaultName; removeFault: () => void } = { trouble: 'none', removeFault: () => undefined };
  const ids = new WeakMap<LoggedRequest, number>();
  const numbered = { requests: 0 };
  const idFor = (request: LoggedRequest): number => {
    const id = ids.get(request) ?? (numbered.requests += 1);
    ids.set(request, id);
    return id;
  };
  return {
    state() {
      const requests = sandbox.requests.list();
      const entries = requests.slice(-shownRequests).map((request) => requestOf(request, idFor(request)));
      return { trouble: now.trouble, requests: entries.reverse(), records: recordsOf(sandbox, requests) };
    },
    bodies(id) {
      const request = sandbox.requests.list().find((each) => ids.get(each) === id);
      return request === undefined
        ? undefined
        : { sent: parseLoggedBody(request.body), received: parseLoggedBody(request.answer) };
    },
    actions: {
      trouble(_sandbox, input) {
        const { trouble } = z.object({ trouble: z.enum(faultNames) }).parse(input);
        now.removeFault();
        now.trouble = trouble;
        now.removeFault = trouble === 'none' ? () => undefined : injectAlways(sandbox, faultsByName[trouble]);
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

/** Long ones are kept cut, and are then no JSON. */
function parseLoggedBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** The opportunities that were asked for one by one, newest first, as they stand now. */
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
  const found = /\/Opportunities\/(\d+)/.exec(path) ?? /"id":\s*(\d+)/.exec(body);
  return found === null ? undefined : Number(found[1]);
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
      Monthly: figure(record['monthlyRevenue']),
      'One-time': figure(record['onetimeRevenue']),
      Amount: figure(record['amount']),
      Close: String(record['projectedCloseDate']).slice(0, 10),
      'Next step': String(record['nextStep'] ?? ''),
      Notes: String(notes.length),
    },
  };
}

const figure = (value: unknown): string => Number(value ?? 0).toLocaleString('en');

const picklist = (sandbox: Sandbox, field: string) =>
  sandbox.records.tenant().picklists[`Opportunities.${field}`] ?? [];

const labelOf = (sandbox: Sandbox, field: string, value: unknown): string =>
  picklist(sandbox, field).find((each) => each.value === String(value))?.label ?? String(value);

const externalEditSchema = z.object({ id: z.number().int(), change: z.enum(externalEdits) });

/** Somebody else edits the opportunity in Autotask, while its card is on show in chat. */
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
  const place = activeStages.findIndex(({ value }) => value === String(stage));
  return Number(activeStages[(place + 1) % activeStages.length]?.value ?? stage);
}

function valueOf(sandbox: Sandbox, field: string, label: string): number {
  const found = picklist(sandbox, field).find((each) => each.label === label);
  if (found === undefined) throw new Error(`The tenant offers no ${field} "${label}".`);
  return Number(found.value);
}
