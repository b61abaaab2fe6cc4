/** Changes one opportunity: read, validated, PATCHed, read back. */
import { Conflict, Rejected, ConfirmationRequired } from '../../core/errors';
import type { UpdateOptions } from '../../opportunity/client';
import type { Author, Changes } from '../../opportunity/changes';
import { dataLosses, isSameValue, type ValidationResult } from '../../opportunity/validate';
import { labelOf } from '../../opportunity/labels';
import type { Opportunity } from '../../opportunity/opportunity';
import { changedFieldNames, type WritableField } from '../../opportunity/rules/rule';
import { dataOf } from '../http/api';
import type { Call } from '../http/call';
import type { ClientContext } from '../client-context';
import { assertApiAccess, assertNoViolations, validateChanges } from './write-checks';
import { readAfterWrite, confirmWrite } from './confirm-write';
import { createNote } from '../beside/notes';
import { fetchOpportunity } from './read';
import type { components } from '../schema';

interface UpdateRequest extends UpdateOptions {
  readonly id: number;
  readonly changes: Changes;
  readonly author: Author;
}

export async function updateOpportunity(
  context: ClientContext,
  update: UpdateRequest,
  call: Call,
): Promise<Opportunity> {
  const [stored] = await Promise.all([
    fetchOpportunity(context, update.id, call),
    assertApiAccess(context, 'update', call),
  ]);
  assertNoConflict(stored, update);
  const validation = await validateChanges(context, stored, update.changes, call);
  assertNoViolations(validation);
  if (update.acceptedLosses !== undefined) assertLossesConfirmed(validation, update.acceptedLosses);
  return writeUpdate(context, { update, stored, patchFields: validation.send }, call);
}

interface ValidatedUpdate {
  readonly update: UpdateRequest;
  readonly stored: Opportunity;
  readonly patchFields: Changes;
}
async function writeUpdate(
  context: ClientContext,
  { update, stored, patchFields }: ValidatedUpdate,
  call: Call,
): Promise<Opportunity> {
  const { id, author, note, sentAt } = update;
  const isChange = Object.keys(patchFields).length > 0;
  if (isChange || note !== undefined) await update.beforeWrite?.(stored, patchFields);
  if (note !== undefined) {
    const noteOptions = sentAt === undefined ? {} : { sentAt };
    await createNote(context, { opportunity: stored.fields, note, author, options: noteOptions }, call);
  }
  if (!isChange) return stored;
  try {
    await patchOpportunity(context, { id, patchFields, author }, call);
  } catch (error) {
    throw note === undefined ? error : withStoredNote(error);
  }
  return readAfterWrite(() => fetchOpportunity(context, id, call));
}

/** Autotask has no version of a record: what the person saw is compared value by value. */
function assertNoConflict(stored: Opportunity, { expected = {}, changes, isRetry = false }: UpdateRequest): void {
  const isOurs = (field: WritableField): boolean =>
    isRetry && changes[field] !== undefined && isSameValue(field, stored.fields[field], changes[field]);
  const conflicting = changedFieldNames(expected).filter(
    (field) => !isSameValue(field, stored.fields[field], expected[field]) && !isOurs(field),
  );
  if (conflicting.length === 0 || isAlreadyStored(stored, changes)) return;
  const words = conflicting.map((field) => labelOf(field)).join(', ');
  const differences = conflicting.map((field) => ({
    field,
    seen: expected[field] ?? null,
    now: stored.fields[field],
  }));
  const hint = 'Look at it again first.';
  throw new Conflict(`Somebody changed this opportunity meanwhile (${words}).`, { hint }, differences);
}

/** Nothing of anybody's is overwritten by what is stored so already. */
const isAlreadyStored = ({ fields }: Opportunity, { userDefinedFields, ...changes }: Changes): boolean =>
  userDefinedFields === undefined &&
  changedFieldNames(changes).every((field) => isSameValue(field, fields[field], changes[field]));

function assertLossesConfirmed(validation: ValidationResult, confirmedKeys: readonly string[]): void {
  const unconfirmed = Object.entries(dataLosses(validation)).filter(([key]) => !confirmedKeys.includes(key));
  if (unconfirmed.length > 0) throw new ConfirmationRequired(Object.fromEntries(unconfirmed));
}

interface PatchRequest {
  readonly id: number;
  readonly patchFields: Changes;
  readonly author: Author;
}

async function patchOpportunity(
  context: ClientContext,
  { id, patchFields, author }: PatchRequest,
  call: Call,
): Promise<void> {
  await confirmWrite(
    context,
    async () => {
      await context.onBehalf(author, 'Opportunities', ({ headers }) =>
        dataOf(
          context.api(call).PATCH('/V1.0/Opportunities', {
            params: { header: headers },
            body: { ...(patchFields as components['schemas']['OpportunityPatch']), id },
          }),
        ),
      );
      return true;
    },
    async (freshCall) => ((await isPatchStored(context, { id, patchFields }, freshCall)) ? true : undefined),
  );
}

/** A field that Autotask changes further, such as a date without its time, was compared in one spelling before. */
async function isPatchStored(
  context: ClientContext,
  { id, patchFields }: Omit<PatchRequest, 'author'>,
  call: Call,
): Promise<boolean> {
  const { fields, udfs } = await fetchOpportunity(context, id, call);
  const patchUdfs = patchFields.userDefinedFields ?? [];
  return (
    changedFieldNames(patchFields).every((field) => isSameValue(field, fields[field], patchFields[field])) &&
    patchUdfs.every(({ name, value }) => (udfs.find((udf) => udf.name === name)?.value ?? '') === (value ?? ''))
  );
}

/** Half done is told as half done. */
function withStoredNote(error: unknown): unknown {
  if (!(error instanceof Rejected)) return error;
  return new Rejected(
    `${error.userMessage} The note is stored already: leave it out when you send this again.`,
    error.fields,
    {
      cause: error,
    },
  );
}
