/** What winning and losing have in common: the words that come first, the reason, the status and the stage. */
import { defineForm, type Form } from '../core/form';
import { type Field, type FormRemark, type RawValues } from '../core/form-view';
import type { FieldName } from '../opportunity/fields';
import type { Picklists } from '../opportunity/client';
import type { Changes } from '../opportunity/changes';
import type { Picked, PickedField } from '../opportunity/opportunity';
import { choicesOf } from './choices';
import { aboutChange, confirmed, foresee, type AboutChange } from './confirm';
import { aboutRemark, readOpen, type Opened } from './open-opportunity';
import type { Here, Services } from './services';
import { write } from './write';

interface End {
  readonly status: number;
  /** Undefined leaves the stage as it is. */
  readonly stage: Picked | undefined;
}
interface Closing {
  readonly id: string;
  readonly title: string;
  readonly verb: 'Win' | 'Lose';
  readonly news: string;
  readonly end: (picklists: Picklists) => End;
  readonly fields: (picklists: Picklists) => readonly Field[];
  readonly values: (context: Here) => RawValues;
  readonly read: (raw: RawValues) => Changes;
}

export function closingForm(closing: Closing): Form<Services> {
  const { id, title, verb, news } = closing;
  return defineForm<Services, AboutChange>({
    id,
    version: 1,
    title,
    submitLabel: verb,
    states: { 1: aboutChange },
    async open(context, about) {
      const opened = await readOpen(context, about);
      const end = closing.end(opened.picklists);
      const [fields, values] = [closing.fields(opened.picklists), closing.values(context)];
      const changes = { ...changesTo(end), ...closing.read(values) };
      const shown = fields.map((field) => field.id);
      const { remarks, cautions, agreed } = await foresee(context, opened.opportunity, { changes, fields: shown });
      return {
        state: { ...opened.state, agreed },
        remarks: [...closingRemarks(opened, verb, end), ...remarks],
        cautions,
        fields,
        values,
      };
    },
    async submit(context, raw, about) {
      const end = closing.end(await context.services.opportunities.picklists());
      const changes = { ...changesTo(end), ...closing.read(raw) };
      const already = `${news} already.`;
      return confirmed(context, about, () => write(context, { about, changes, news, already, holder: 'form' }));
    },
  });
}

/** What the person should know first: what will be set, and what Autotask's own wizard would do beyond that. */
function closingRemarks(
  { opportunity, picklists, remarks }: Opened,
  verb: Closing['verb'],
  { status, stage }: End,
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

const changesTo = ({ status, stage }: End): Changes => ({
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
  const options = choicesOf(picklists.offered(field));
  return options.length === 0
    ? []
    : [{ id: field, label, type: 'choice', required: picklists.isRequired(field), options }];
}
