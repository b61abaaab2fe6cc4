/** Brings together what the rules need to judge a change: the record, the tenant, and what the change points to. */
import { AccessDenied, Rejected } from '../../core/errors';
import type { Changes } from '../../opportunity/changes';
import { isFieldName } from '../../opportunity/fields';
import { differingFields, validateChange, type ValidationResult } from '../../opportunity/validate';
import type { Opportunity, Udf } from '../../opportunity/opportunity';
import { accessRefusal, type Access } from '../../opportunity/rules/access';
import { validateUdfs } from '../../opportunity/rules/udfs';
import { untilAborted, type Call } from '../http/deadline';
import type { ClientContext } from '../client-context';
import { loadReferences } from './references';

/** Without an opportunity, as a new one. */
export async function validateChanges(
  context: ClientContext,
  opportunity: Opportunity | undefined,
  changes: Changes,
  call: Call,
): Promise<ValidationResult> {
  const stored = opportunity?.fields;
  const udfs = changedUdfs(opportunity?.udfs ?? [], changes.userDefinedFields ?? []);
  const needsUdfs = udfs.length > 0 || opportunity === undefined;
  const readings = Promise.all([
    context.metadata.loadTenant(),
    loadReferences(context, { stored, changes: differingFields(stored, changes) }, call),
    needsUdfs ? context.metadata.userDefinedFields() : [],
  ]);
  const [tenant, references, definitions] = await untilAborted(call.signal, readings);
  const validation = validateChange(stored, changes, tenant, references);
  // With a new opportunity, null says nothing: the field's default is welcome.
  const relevantUdfs = udfs.filter(({ value }) => stored !== undefined || value !== null);
  return {
    violations: {
      ...unknownFieldViolations(changes),
      ...validation.violations,
      ...validateUdfs(udfs, definitions, opportunity === undefined),
    },
    effects: validation.effects,
    send: { ...validation.send, ...(relevantUdfs.length === 0 ? {} : { userDefinedFields: relevantUdfs }) },
  };
}

/** Each once, as it was said last. One that is not stored at all is judged in any case: its name may be wrong. */
function changedUdfs(stored: readonly Udf[], newUdfs: readonly Udf[]): readonly Udf[] {
  const distinct = [...new Map(newUdfs.map((udf) => [udf.name, udf])).values()];
  return distinct.filter(({ name, value }) => {
    const storedUdf = stored.find((udf) => udf.name === name);
    return storedUdf === undefined || (storedUdf.value ?? '') !== (value ?? '');
  });
}

/** A field that does not exist would be ignored by Autotask, and believed written here. */
const unknownFieldViolations = (changes: Changes): Record<string, string> =>
  Object.fromEntries(
    Object.keys(changes)
      .filter((field) => field !== 'userDefinedFields' && !isFieldName(field))
      .map((field) => [field, `Opportunities have no field ${field}.`]),
  );

export function assertNoViolations({ violations }: Pick<ValidationResult, 'violations'>): void {
  if (Object.keys(violations).length > 0) throw new Rejected(Object.values(violations).join(' '), violations);
}

/** Rights that cannot be read forbid nothing: Autotask itself will say. */
export async function assertApiAccess(
  { metadata }: ClientContext,
  verb: keyof Access,
  { signal }: Call,
): Promise<void> {
  const access = await untilAborted(
    signal,
    metadata.access().catch(() => undefined),
  );
  const say = accessRefusal(access, verb);
  if (say !== undefined) throw new AccessDenied(say, { hint: 'Ask your Autotask administrator for the right.' });
}
