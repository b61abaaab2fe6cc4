/** What somebody typed and chose in a modal, as Slack's view state has it → values by field. Pure. */
import type { ViewOutput } from '@slack/bolt';
import type { Filled } from '../../core/form-view';

type Values = ViewOutput['state']['values'];
type Element = Values[string][string];

/** Each block holds one element, and both bear the field's id. An empty field is absent. */
export function readTyped(values: Values): Required<Pick<Filled, 'values' | 'labels'>> {
  const fields = Object.entries(values).flatMap(([id, elements]) =>
    Object.values(elements).map((element) => [id, element] as const),
  );
  const filled = fields.map(([id, element]) => [id, valueOf(element)] as const);
  return {
    values: Object.fromEntries(filled.filter(([, value]) => value !== '')),
    labels: Object.fromEntries(
      fields.flatMap(([id, { selected_option: option }]) => (option ? [[id, option.text.text]] : [])),
    ),
  };
}

function valueOf(element: Element): string {
  // A toggle is a single box whose value is `true`.
  const { selected_options: several } = element;
  if (several !== undefined) return several.map(({ value }) => value).join(',');
  return (
    element.value ??
    element.selected_date ??
    element.selected_time ??
    element.selected_option?.value ??
    ''
  ).trim();
}
