/** Changes one opportunity: read, judged, PATCHed, read back. */
import { Conflict, Refused, Unconfirmed } from '../core/errors';
import type { Changing } from '../opportunity/client';
import type { Author, Changes } from '../opportunity/changes';
import { lossesOf, same, type Judgement } from '../opportunity/judge';
import { labelOf } from '../opportunity/labels';
import type { Opportunity } from '../opportunity/opportunity';
import { fieldsOf, type Writable } from '../opportunity/rules/rule';
import { dataOf } from './api';
import type { Call } from './call';
import type { Engine } from './engine';
import { assertAccess, assertPermitted, judgeChanges } from './judging';
import { writeNote } from './notes';
import { readOne } from './reading';
import type { components } from './schema';
import { readBack, settled } from './settle';

interface Change extends Changing {
  readonly id: number;
  readonly changes: Changes;
  readonly author: Author;
}

export async function changeOne(engine: Engine, change: Change, call: Call): Promise<Opportunity> {
  const [stored] = await Promise.all([readOne(engine, change.id, call), assertAccess(engine, 'update', call)]);
  assertUnchanged(stored, change);
  const judged = await judgeChanges(engine, stored, change.changes, call);
  assertPermitted(judged);
  if (change.agreed !== undefined) assertAgreed(judged, change.agreed);
  return carryOut(engine, { change, stored, send: judged.send }, call);
}

interface Judged {
  readonly change: Change;
  readonly stored: Opportunity;
  readonly send: Changes;
}
async function carryOut(engine: Engine, { change, stored, send }: Judged, call: Call): Promise<Opportunity> {
  const { id, author, note, sentAt } = change;
  const isChange = Object.keys(send).length > 0;
  if (isChange || note !== undefined) await change.announce?.(stored, send);
  if (note !== undefined) {
    const noting = sentAt === undefined ? {} : { sentAt };
    await writeNote(engine, { about: stored.fields, note, author, noting }, call);
  }
  if (!isChange) return stored;
  try {
    await patch(engine, { id, send, author }, call);
  } catch (error) {
    throw note === undefined ? error : withNote(error);
  }
  return readBack(() => readOne(engine, id, call));
}

/** Autotask has no version of a record: what the person saw is compared value by value. */
function assertUnchanged(stored: Opportunity, { expected = {}, changes, resumed = false }: Change): void {
  const isOurs = (field: Writable): boolean =>
    resumed && changes[field] !== undefined && same(field, stored.fields[field], changes[field]);
  const changed = fieldsOf(expected).filter(
    (field) => !same(field, stored.fields[field], expected[field]) && !isOurs(field),
  );
  if (changed.length === 0 || isThere(stored, changes)) return;
  const words = changed.map((field) => labelOf(field)).join(', ');
  const differences = changed.map((field) => ({
    field,
    seen: expected[field] ?? null,
    now: stored.fields[field],
  }));
  const next = 'Look at it again first.';
  throw new Conflict(`Somebody changed this opportunity meanwhile (${words}).`, { next }, differences);
}

/** Nothing of anybody's is overwritten by what is stored so already. */
const isThere = ({ fields }: Opportunity, { userDefinedFields, ...changes }: Changes): boolean =>
  userDefinedFields === undefined && fieldsOf(changes).every((field) => same(field, fields[field], changes[field]));

function assertAgreed(judged: Judgement, agreed: readonly string[]): void {
  const open = Object.entries(lossesOf(judged)).filter(([key]) => !agreed.includes(key));
  if (open.length > 0) throw new Unconfirmed(Object.fromEntries(open));
}

interface Patch {
  readonly id: number;
  readonly send: Changes;
  readonly author: Author;
}

async function patch(engine: Engine, { id, send, author }: Patch, call: Call): Promise<void> {
  await settled(
    engine,
    async () => {
      await engine.onBehalf(author, 'Opportunities', ({ headers }) =>
        dataOf(
          engine.api(call).PATCH('/V1.0/Opportunities', {
            params: { header: headers },
            body: { ...(send as components['schemas']['OpportunityPatch']), id },
          }),
        ),
      );
      return true;
    },
    async (late) => ((await isStored(engine, { id, send }, late)) ? true : undefined),
  );
}

/** A field that Autotask changes further, such as a date without its time, was compared in one spelling before. */
async function isStored(engine: Engine, { id, send }: Omit<Patch, 'author'>, call: Call): Promise<boolean> {
  const { fields, udfs } = await readOne(engine, id, call);
  const own = send.userDefinedFields ?? [];
  return (
    fieldsOf(send).every((field) => same(field, fields[field], send[field])) &&
    own.every(({ name, value }) => (udfs.find((udf) => udf.name === name)?.value ?? '') === (value ?? ''))
  );
}

/** Half done is told as half done. */
function withNote(error: unknown): unknown {
  if (!(error instanceof Refused)) return error;
  return new Refused(`${error.say} The note is stored already: leave it out when you send this again.`, error.fields, {
    cause: error,
  });
}
