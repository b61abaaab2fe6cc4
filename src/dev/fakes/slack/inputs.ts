/** The fields of a view: what is in them, and the state that Slack sends of them. */
import type { SlackJson } from './fake-slack';

export interface ModalField {
  readonly block: string;
  readonly label: string;
  readonly optional: boolean;
  readonly element: SlackJson;
}

export function inputsOf(view: SlackJson): ModalField[] {
  return ((view['blocks'] ?? []) as readonly SlackJson[])
    .filter(({ type }) => type === 'input')
    .map((block) => ({
      block: String(block['block_id']),
      label: String((block['label'] as SlackJson)['text']),
      optional: block['optional'] === true,
      element: block['element'] as SlackJson,
    }));
}

/** What the field holds as text: what was typed, else what it was opened with; empty when it is empty. */
export function fieldContent({ block, element }: ModalField, typed: Readonly<Record<string, string>>): string {
  return typed[block] ?? initialOf(element);
}

function initialOf(element: SlackJson): string {
  const option = element['initial_option'] as SlackJson | undefined;
  const several = (element['initial_options'] as readonly SlackJson[] | undefined)?.map(({ value }) => value).join(',');
  const initial =
    element['initial_value'] ?? element['initial_date'] ?? element['initial_time'] ?? option?.['value'] ?? several;
  return typeof initial === 'string' ? initial : '';
}

/** `view.state.values` of a payload. */
export function stateValues(
  view: SlackJson,
  typed: Readonly<Record<string, string>>,
  suggested: readonly SlackJson[],
): Record<string, Record<string, SlackJson>> {
  return Object.fromEntries(
    inputsOf(view).map((field) => {
      const { type, action_id: action } = field.element;
      const value = stateValue(field.element, fieldContent(field, typed), suggested);
      return [field.block, { [String(action)]: { type, ...value } }];
    }),
  );
}

type ReadState = (content: string | null, element: SlackJson, suggested: readonly SlackJson[]) => SlackJson;

const selectedOption: ReadState = (content, element, suggested) => ({
  selected_option: content && findOption(element, content, suggested),
});
const selectedOptions: ReadState = (content, element) => ({ selected_options: findOptions(element, content ?? '') });
const stateReaders: Readonly<Record<string, ReadState>> = {
  datepicker: (content) => ({ selected_date: content }),
  timepicker: (content) => ({ selected_time: content }),
  users_select: (content) => ({ selected_user: content }),
  checkboxes: selectedOptions,
  multi_static_select: selectedOptions,
  static_select: selectedOption,
  radio_buttons: selectedOption,
  external_select: selectedOption,
};

function stateValue(element: SlackJson, content: string, suggested: readonly SlackJson[]): SlackJson {
  const filled = content === '' ? null : content;
  return stateReaders[String(element['type'])]?.(filled, element, suggested) ?? { value: filled };
}

/** In the order of the menu, whatever the order of choosing. */
function findOptions(element: SlackJson, content: string): readonly SlackJson[] {
  const values = content.split(',').filter((value) => value !== '');
  const options = optionsOf(element).filter(({ value }) => values.includes(String(value)));
  if (options.length < values.length) throw new Error(`The menu does not offer all of "${content}".`);
  return options;
}

function findOption(element: SlackJson, content: string, suggested: readonly SlackJson[]): SlackJson {
  const initial = element['initial_option'] as SlackJson | undefined;
  const known = [...optionsOf(element), ...suggested, ...(initial === undefined ? [] : [initial])];
  const option = known.find(({ value }) => value === content);
  if (option === undefined) throw new Error(`The menu offers no "${content}".`);
  return option;
}

/** All options of a menu, grouped or not. */
export function optionsOf(element: SlackJson): readonly SlackJson[] {
  const groups = (element['option_groups'] ?? []) as readonly { readonly options: readonly SlackJson[] }[];
  return [...((element['options'] ?? []) as readonly SlackJson[]), ...groups.flatMap(({ options }) => options)];
}
