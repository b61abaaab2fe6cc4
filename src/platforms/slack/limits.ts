/** Slack's size limits on blocks, modals and Home: what is over them is shortened, and every cut is told. */

/** Longest text by where it stands; sources: Slack's Block Kit reference, one page per block and element. */
const texts: Readonly<Record<string, number>> = {
  'header.text': 150,
  'button.text': 75,
  'option.text': 75,
  'option.description': 75,
  'entry.text': 75,
  'input.label': 2000,
  'input.hint': 2000,
  'section.fields': 2000,
  'modal.title': 24,
  'modal.submit': 24,
  'modal.close': 24,
  'confirm.title': 100,
  'confirm.text': 300,
  'confirm.confirm': 30,
  'confirm.deny': 30,
};
const placeholder = 150;
const anyText = 3000;

/** Longest list by where it stands. */
const lists: Readonly<Record<string, number>> = {
  'message.blocks': 50,
  'modal.blocks': 100,
  'home.blocks': 100,
  'section.fields': 10,
  'context.elements': 10,
  'actions.elements': 25,
  'static_select.options': 100,
  'multi_static_select.options': 100,
  'overflow.options': 5,
  'checkboxes.options': 10,
  'radio_buttons.options': 10,
  'table.rows': 100,
  'bar.series': 6,
};

/** Longest plain string; these carry meaning, so that cutting one would break it: it is told and left to Slack. */
const strings: Readonly<Record<string, number>> = {
  'data_visualization.title': 50,
  'button.value': 2000,
  'button.url': 3000,
  'option.value': 150,
  'entry.value': 75,
  'plain_text_input.initial_value': 3000,
  'message.text': 40_000,
  'modal.private_metadata': 3000,
};
/** Read aloud, in place of a label; nobody misses its end. */
const spoken = { name: 'accessibility_label', most: 75 };
const identifiers = new Set(['action_id', 'block_id', 'callback_id']);

type Plain = Readonly<Record<string, unknown>>;
/** Called once for each thing over a limit, in words. */
export type Tell = (complaint: string) => void;

/** The same message, modal or Home, with whatever is too long shortened. */
export function fit<T extends object>(drawn: T, kind: 'message' | 'modal' | 'home', tell: Tell): T {
  return fitted(drawn as unknown as Plain, kind, tell) as unknown as T;
}

function fitted(node: Plain, kind: string, tell: Tell): Plain {
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, fittedValue({ value, kind, name }, tell)]),
  );
}

function fittedValue({ value, kind, name }: { value: unknown; kind: string; name: string }, tell: Tell): unknown {
  const where = `${kind}.${name}`;
  if (Array.isArray(value)) return fittedList(value, where, tell);
  if (typeof value === 'string') return fittedString(value, { where, name }, tell);
  return isPlain(value) ? fittedNode(value, where, tell) : value;
}

function fittedNode(node: Plain, where: string, tell: Tell): Plain {
  if (!isText(node)) return fitted(node, kindOf(node, where), tell);
  const most = where.endsWith('.placeholder') ? placeholder : (texts[where] ?? anyText);
  if (node.text.length <= most) return node;
  tell(`${where} has ${String(node.text.length)} characters, ${String(most)} are allowed`);
  return { ...node, text: cut(node.text, most) };
}

function fittedList(list: readonly unknown[], where: string, tell: Tell): readonly unknown[] {
  const most = lists[where] ?? Infinity;
  if (list.length > most) tell(`${where} has ${String(list.length)} entries, ${String(most)} are allowed`);
  tellTwins(list, where, tell);
  return list.slice(0, most).map((item) => (isPlain(item) ? fittedNode(item, where, tell) : item));
}

function fittedString(value: string, { where, name }: { where: string; name: string }, tell: Tell): string {
  if (name === spoken.name && value.length > spoken.most) return cut(value, spoken.most);
  const most = identifiers.has(name) ? 255 : (strings[where] ?? Infinity);
  if (value.length > most) tell(`${where} has ${String(value.length)} characters, ${String(most)} are allowed`);
  return value;
}

/** Slack refuses a block in which two elements have the same action id. */
function tellTwins(list: readonly unknown[], where: string, tell: Tell): void {
  const ids = list.flatMap((item) => (isPlain(item) && typeof item['action_id'] === 'string' ? item['action_id'] : []));
  if (new Set(ids).size < ids.length) tell(`${where} has the same action_id twice`);
}

/** Never through the middle of an escaped sign. */
const cut = (text: string, most: number): string => `${text.slice(0, most - 1).replace(/&[a-z]{0,3}$/, '')}…`;

/** Options, entries of an overflow menu and confirmations have no type of their own: where they stand tells. */
function kindOf(node: Plain, where: string): string {
  if (typeof node['type'] === 'string') return node['type'];
  if (where.endsWith('.confirm')) return 'confirm';
  if (where === 'overflow.options') return 'entry';
  return 'option';
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (node: Plain): node is Plain & { text: string } =>
  (node['type'] === 'plain_text' || node['type'] === 'mrkdwn') && typeof node['text'] === 'string';
