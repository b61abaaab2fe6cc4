/** What winning and losing have in common: the words that come first, the reason, the status and the stage. */
import type { Field, FormRemark } from '../core/form';
import type { FieldName } from '../opportunity/fields';
import type { Changes, Picklists } from '../opportunity/client';
import type { Picked, PickedField } from '../opportunity/opportunity';
import { aboutRemark, type Opened } from './open-opportunity';

interface Ending {
  readonly verb: 'Win' | 'Lose';
  readonly status: number;
  readonly stage: Picked | undefined;
}

/** What the person should know first: what will be set, and what Autotask's own wizard would do beyond that. */
export function closingRemarks(
  { opportunity, picklists, remarks }: Opened,
  { verb, status, stage }: Ending,
): FormRemark[] {
  const label = picklists.all('status').find(({ value }) => value === status)?.label ?? String(status);
  const moves = stage === undefined ? 'the stage stays as it is' : `the stage becomes "${stage.label}"`;
  return [
    aboutRemark(opportunity),
    ...remarks,
    {
      text: `Sets the status to "${label}"; ${moves}. Autotask's own ${verb} wizard (sales order, project, contract) is not run.`,
      link: { label: 'Open in Autotask', url: opportunity.url },
    },
  ];
}

export const endOf = (status: number, stage: Picked | undefined): Changes => ({
  status,
  ...(stage === undefined ? {} : { stage: stage.value }),
});

/** The reason from the tenant's list, and in words. */
export function reasonFields(
  picklists: Picklists,
  reason: PickedField & FieldName,
  detail: FieldName,
): readonly Field[] {
  return [
    ...choiceField(picklists, reason, 'Reason'),
    {
      id: detail,
      label: 'In words',
      type: 'text',
      lines: 'many',
      max: picklists.maxLength(detail),
      required: picklists.isRequired(detail),
    },
  ];
}

/** A choice of what the tenant offers; no field at all where the tenant keeps no such list. */
export function choiceField(picklists: Picklists, field: PickedField & FieldName, label: string): readonly Field[] {
  const options = picklists.offered(field).map(({ value, label: name }) => ({ value: String(value), label: name }));
  return options.length === 0
    ? []
    : [{ id: field, label, type: 'choice', required: picklists.isRequired(field), options }];
}
