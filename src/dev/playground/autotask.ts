/** The embedded Autotask as the drawer shows it: its request log, its records, and the trouble that can be made. */
import { z } from 'zod';
import type { LoggedRequest, Sandbox, SandboxRecord } from '../sandbox';
import {
  meddlings,
  troubles,
  type AutotaskRecord,
  type AutotaskRequest,
  type AutotaskState,
  type TroubleName,
} from './snapshot';
import type { Fault } from '../sandbox';
import type { Verbs } from './verbs';

const shownRequests = 60;
const shownRecords = 4;

const faults: Readonly<Record<Exclude<TroubleName, 'none'>, Fault>> = {
  down: { kind: 'status', status: 503 },
  slow: { kind: 'slow', ms: 4_000 },
  limited: { kind: 'status', status: 429, body: 'errors', retryAfter: 30 },
};

export interface Drawer {
  state(): AutotaskState;
  readonly verbs: Verbs<Sandbox>;
}

export function createDrawer(sandbox: Sandbox): Drawer {
  const now: { trouble: TroubleName; takeBack: () => void } = { trouble: 'none', takeBack: () => undefined };
  return {
    state() {
      const requests = sandbox.requests.list();
      const first = Math.max(0, requests.length - shownRequests);
      const shown = requests.slice(first).map((request, index) => requestOf(request, first + index));
      return { trouble: now.trouble, requests: shown.reverse(), records: recordsOf(sandbox, requests) };
    },
    verbs: {
      trouble(_sandbox, sent) {
        const { trouble } = z.object({ trouble: z.enum(troubles) }).parse(sent);
        now.takeBack();
        now.trouble = trouble;
        now.takeBack = trouble === 'none' ? () => undefined : order(sandbox, faults[trouble]);
      },
      meddle: (_sandbox, sent) => meddle(sandbox, sent),
    },
  };
}

const order = (sandbox: Sandbox, fault: Fault): (() => void) =>
  sandbox.trouble.order({ fault, times: Number.MAX_SAFE_INTEGER });

const requestOf = ({ at, method, path, status, ms, body, answer }: LoggedRequest, id: number): AutotaskRequest => ({
  id,
  at: at.toISOString(),
  method,
  path,
  status,
  milliseconds: ms,
  sent: body.slice(0, 2_000),
  received: answer.slice(0, 2_000),
});

/** The opportunities that were asked for one by one, newest first, as they stand now. */
function recordsOf(sandbox: Sandbox, requests: readonly LoggedRequest[]): readonly AutotaskRecord[] {
  const ids = requests.map(idIn).filter((id) => id !== undefined);
  const latest = [...new Set(ids.reverse())].slice(0, shownRecords);
  return latest.flatMap((id) => {
    const record = sandbox.records.read('Opportunities', id);
    return record === undefined ? [] : [recordOf(sandbox, id, record)];
  });
}

function idIn({ entity, path, body }: LoggedRequest): number | undefined {
  if (entity !== 'Opportunities') return undefined;
  const found = /\/Opportunities\/(\d+)/.exec(path) ?? /"id":\s*(\d+)/.exec(body);
  return found === null ? undefined : Number(found[1]);
}

const recordOf = (sandbox: Sandbox, id: number, record: SandboxRecord): AutotaskRecord => ({
  id,
  title: String(record['title']),
  stage: labelOf(sandbox, 'stage', record['stage']),
  status: labelOf(sandbox, 'status', record['status']),
  amount: Number(record['amount']),
});

const picklist = (sandbox: Sandbox, field: string) =>
  sandbox.records.tenant().picklists[`Opportunities.${field}`] ?? [];

const labelOf = (sandbox: Sandbox, field: string, value: unknown): string =>
  picklist(sandbox, field).find((each) => each.value === String(value))?.label ?? String(value);

const meddled = z.object({ id: z.number().int(), change: z.enum(meddlings) });

/** Somebody else edits the opportunity in Autotask, while its card is on show in chat. */
function meddle(sandbox: Sandbox, sent: unknown): void {
  const { id, change } = meddled.parse(sent);
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
  const offered = picklist(sandbox, 'stage').filter(({ isActive }) => isActive);
  const place = offered.findIndex(({ value }) => value === String(stage));
  return Number(offered[(place + 1) % offered.length]?.value ?? stage);
}

function valueOf(sandbox: Sandbox, field: string, label: string): number {
  const found = picklist(sandbox, field).find((each) => each.label === label);
  if (found === undefined) throw new Error(`The tenant offers no ${field} "${label}".`);
  return Number(found.value);
}
