/** Writes to one opportunity: judged before sending, settled when the answer got lost, read back afterwards. */
import { Conflict, Refused, Unavailable } from '../core/errors';
import type { Author, Changes, NoteDraft } from '../opportunity/client';
import { differing, judge, same } from '../opportunity/judge';
import { labelOf } from '../opportunity/labels';
import type { Opportunity } from '../opportunity/opportunity';
import { fieldsOf } from '../opportunity/rules/rule';
import type { Tenant } from '../opportunity/tenant';
import { dataOf } from './api';
import { within, type Call } from './call';
import type { Engine } from './engine';
import { readOne } from './reading';
import type { components } from './schema';
import { statusesOf } from './statuses';

export async function tenantOf({ metadata }: Engine): Promise<Tenant> {
  const fields = await metadata.opportunityFields();
  return { fields, statuses: statusesOf(fields.get('status')) };
}

interface Change {
  readonly id: number;
  readonly changes: Changes;
  readonly author: Author;
  readonly expected: Changes;
}

export async function changeOne(engine: Engine, { id, changes, author, expected }: Change, call: Call) {
  const stored = await readOne(engine, id, call);
  assertUnchanged(stored, expected);
  const tenant = await tenantOf(engine);
  const { violations } = judge(stored.fields, changes, tenant);
  if (Object.keys(violations).length > 0) throw refusedHere(violations);
  const patch = differing(stored.fields, changes);
  if (fieldsOf(patch).length === 0) return stored;
  await settled(engine, { id, patch }, () =>
    engine.onBehalf(author, 'Opportunities', ({ headers }) =>
      dataOf(
        engine.api(call).PATCH('/V1.0/Opportunities', {
          params: { header: headers },
          body: { id, ...patch } as components['schemas']['OpportunityPatch'],
        }),
      ),
    ),
  );
  return readBack(() => readOne(engine, id, call));
}

/** Autotask has no version of a record: what the person saw is compared value by value. */
function assertUnchanged(stored: Opportunity, expected: Changes): void {
  const changed = fieldsOf(expected).filter((field) => !same(field, stored.fields[field], expected[field]));
  if (changed.length === 0) return;
  const words = changed.map((field) => labelOf(field)).join(', ');
  throw new Conflict(`Somebody changed this opportunity meanwhile (${words}).`, { next: 'Look at it again first.' });
}

function refusedHere(violations: Readonly<Record<string, string>>): Refused {
  return new Refused(Object.values(violations).join(' '), violations);
}

/** When nobody knows whether the change was carried out, the record tells. */
async function settled(
  engine: Engine,
  { id, patch }: { id: number; patch: Changes },
  send: () => Promise<unknown>,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof Unavailable) || !error.maybeDone) throw error;
    // A call of its own: the time of this one may be what ran out.
    const now = await within(engine.limits.attempt, undefined, (call) => readOne(engine, id, call)).catch(() => {
      throw error;
    });
    const carriedOut = fieldsOf(patch).every((field) => same(field, now.fields[field], patch[field]));
    if (!carriedOut) throw error;
  }
}

/** The write is done: failing to show it must not look like failing to do it. */
async function readBack<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new Unavailable('The change is stored, but Autotask did not let me read it back.', {
      next: 'Look the opportunity up again in a minute.',
      cause,
      maybeDone: true,
    });
  }
}

interface NoteFor {
  readonly id: number;
  readonly note: NoteDraft;
  readonly author: Author;
}

export async function writeNote(engine: Engine, { id, note, author }: NoteFor, call: Call): Promise<void> {
  const [{ fields }, tenant] = await Promise.all([readOne(engine, id, call), tenantOf(engine)]);
  if (!tenant.statuses.open.includes(fields.status)) {
    throw new Refused('Autotask takes notes only while an opportunity is open.', {}, { next: 'Reopen it first.' });
  }
  const actionType = note.actionType ?? (await usualActionType(engine));
  const moment = engine.clock().toISOString();
  await engine.onBehalf(author, 'CompanyNotes', ({ headers, named }) =>
    dataOf(
      engine.api(call).POST('/V1.0/Companies/{parentId}/Notes', {
        params: { path: { parentId: fields.companyID }, header: headers },
        body: {
          companyID: fields.companyID,
          opportunityID: id,
          actionType,
          assignedResourceID: author.id,
          startDateTime: moment,
          endDateTime: moment,
          name: note.title,
          note: named ? `${note.text}\n\n${author.name}` : note.text,
        },
      }),
    ),
  );
}

async function usualActionType({ metadata }: Engine): Promise<number> {
  const types = (await metadata.noteFields()).get('actionType')?.values?.filter(({ active }) => active) ?? [];
  const usual = types.find(({ label }) => /opportunity update|note: sales|note: general/i.test(label)) ?? types[0];
  if (usual === undefined) throw new Refused('This Autotask has no action type for notes.');
  return Number(usual.value);
}
