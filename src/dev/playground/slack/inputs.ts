/** The fields of a view: what is in them, and the state that Slack sends of them. */
import type { Piece } from './peer';

export interface Field {
  readonly block: string;
  readonly label: string;
  readonly optional: boolean;
  readonly element: Piece;
}

export function inputsOf(view: Piece): Field[] {
  return ((view['blocks'] ?? []) as readonly Piece[])
    .filter(({ type }) => type === 'input')
    .map((block) => ({
      block: String(block['block_id']),
      label: String((block['label'] as Piece)['text']),
      optional: block['optional'] === true,
      element: block['element'] as Piece,
    }));
}

/** What the field holds as text: what was typed, else what it was opened with; empty when it is empty. */
export function contentOf({ block, element }: Field, typed: Readonly<Record<string, string>>): string {
  return typed[block] ?? initialOf(element);
}

function initialOf(element: Piece): string {
  const option = element['initial_option'] as Piece | undefined;
  const several = (element['initial_options'] as readonly Piece[] | undefined)?.map(({ value }) => value).join(',');
  const initial =
    element['initial_value'] ?? element['initial_date'] ?? element['initial_time'] ?? option?.['value'] ?? several;
  return typeof initial === 'string' ? initial : '';
}

/** `view.state.values` of a payload. */
export function stateValues(
  view: Piece,
  typed: Readonly<Record<string, string>>,
  suggested: readonly Piece[],
): Record<string, Record<string, Piece>> {
  return Object.fromEntries(
    inputsOf(view).map((field) => {
      const { type, action_id: action } = field.element;
      const value = valueOf(field.element, contentOf(field, typed), suggested);
      return [field.block, { [String(action)]: { type, ...value } }];
    }),
  );
}

type Read = (content: string | null, element: Piece, suggested: readonly Piece[]) => Piece;

const oneChosen: Read = (content, element, suggested) => ({
  selected_option: content && chosen(element, content, suggested),
});
const severalChosen: Read = (content, element) => ({ selected_options: severalOf(element, content ?? '') });
const readers: Readonly<Record<string, Read>> = {
  datepicker: (content) => ({ selected_date: content }),
  timepicker: (content) => ({ selected_time: content }),
  users_select: (content) => ({ selected_user: content }),
  checkboxes: severalChosen,
  multi_static_select: severalChosen,
  static_select: oneChosen,
  radio_buttons: oneChosen,
  external_select: oneChosen,
};

function valueOf(element: Piece, content: string, suggested: readonly Piece[]): Piece {
  const filled = content === '' ? null : content;
  return readers[String(element['type'])]?.(filled, element, suggested) ?? { value: filled };
}

/** In the order of the menu, whatever the order of choosing. */
function severalOf(element: Piece, content: string): readonly Piece[] {
  const wanted = content.split(',').filter((value) => value !== '');
  const found = optionsOf(element).filter(({ value }) => wanted.includes(String(value)));
  if (found.length < wanted.length) throw new Error(`The menu does not offer all of "${content}".`);
  return found;
}

function chosen(element: Piece, content: string, suggested: readonly Piece[]): Piece {
  const initial = element['initial_option'] as Piece | undefined;
  const known = [...optionsOf(element), ...suggested, ...(initial === undefined ? [] : [initial])];
  const option = known.find(({ value }) => value === content);
  if (option === undefined) throw new Error(`The menu offers no "${content}".`);
  return option;
}

/** All options of a menu, grouped or not. */
export function optionsOf(element: Piece): readonly Piece[] {
  const groups = (element['option_groups'] ?? []) as readonly { readonly options: readonly Piece[] }[];
  return [...((element['options'] ?? []) as readonly Piece[]), ...groups.flatMap(({ options }) => options)];
}
