/** Brings together what the rules need to judge a change: the record, the tenant, and what the change points to. */
import { NotAllowed, Refused } from '../core/errors';
import type { Changes } from '../opportunity/changes';
import { isFieldName } from '../opportunity/fields';
import { differing, judge, type Judgement } from '../opportunity/judge';
import type { Opportunity, Udf } from '../opportunity/opportunity';
import { refusedAccess, type Access } from '../opportunity/rules/access';
import { judgeUdfs } from '../opportunity/rules/udfs';
import { unlessStopped, type Call } from './call';
import type { Engine } from './engine';
import { factsFor } from './facts';

/** Without an opportunity, as a new one. */
export async function judgeChanges(
  engine: Engine,
  opportunity: Opportunity | undefined,
  changes: Changes,
  call: Call,
): Promise<Judgement> {
  const stored = opportunity?.fields;
  const udfs = differingUdfs(opportunity?.udfs ?? [], changes.userDefinedFields ?? []);
  const needsUdfs = udfs.length > 0 || opportunity === undefined;
  const readings = Promise.all([
    engine.metadata.tenant(),
    factsFor(engine, { stored, changes: differing(stored, changes) }, call),
    needsUdfs ? engine.metadata.userDefinedFields() : [],
  ]);
  const [tenant, facts, known] = await unlessStopped(call.signal, readings);
  const judged = judge(stored, changes, tenant, facts);
  // With a new opportunity, null says nothing: the field's default is welcome.
  const sent = udfs.filter(({ value }) => stored !== undefined || value !== null);
  return {
    violations: {
      ...unknownFields(changes),
      ...judged.violations,
      ...judgeUdfs(udfs, known, opportunity === undefined),
    },
    effects: judged.effects,
    send: { ...judged.send, ...(sent.length === 0 ? {} : { userDefinedFields: sent }) },
  };
}

/** Each once, as it was said last. One that is not stored at all is judged in any case: its name may be wrong. */
function differingUdfs(stored: readonly Udf[], asked: readonly Udf[]): readonly Udf[] {
  const distinct = [...new Map(asked.map((udf) => [udf.name, udf])).values()];
  return distinct.filter(({ name, value }) => {
    const known = stored.find((udf) => udf.name === name);
    return known === undefined || (known.value ?? '') !== (value ?? '');
  });
}

/** A field that does not exist would be ignored by Autotask, and believed written here. */
const unknownFields = (changes: Changes): Record<string, string> =>
  Object.fromEntries(
    Object.keys(changes)
      .filter((field) => field !== 'userDefinedFields' && !isFieldName(field))
      .map((field) => [field, `Opportunities have no field ${field}.`]),
  );

export function assertPermitted({ violations }: Pick<Judgement, 'violations'>): void {
  if (Object.keys(violations).length > 0) throw new Refused(Object.values(violations).join(' '), violations);
}

/** Rights that cannot be read forbid nothing: Autotask itself will say. */
export async function assertAccess({ metadata }: Engine, verb: keyof Access, { signal }: Call): Promise<void> {
  const access = await unlessStopped(
    signal,
    metadata.access().catch(() => undefined),
  );
  const say = refusedAccess(access, verb);
  if (say !== undefined) throw new NotAllowed(say, { next: 'Ask your Autotask administrator for the right.' });
}
