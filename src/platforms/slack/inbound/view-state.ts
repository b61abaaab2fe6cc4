/** What somebody typed and chose in a modal, as Slack's view state has it → values by field. Pure. */
import type { ViewOutput } from '@slack/bolt';
import type { FormSubmission } from '../../../core/forms/form-view';

type ViewStateValues = ViewOutput['state']['values'];
type ViewStateElement = ViewStateValues[string][string];

/** Each block holds one element, and both bear the field's id. An empty field is absent. */
export function parseViewState(values: ViewStateValues): Required<Pick<FormSubmission, 'values' | 'labels'>> {
  const fields = Object.entries(values).flatMap(([id, elements]) =>
    Object.values(elements).map((element) => [id, element] as const),
  );
  const fieldValues = fields.map(([id, element]) => [id, elementValue(element)] as const);
  return {
    values: Object.fromEntries(fieldValues.filter(([, value]) => value !== '')),
    labels: Object.fromEntries(
      fields.flatMap(([id, { selected_option: option }]) => (option ? [[id, option.text.text]] : [])),
    ),
  };
}

function elementValue(element: ViewStateElement): string {
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
