/** Slack's size limits on blocks, modals and Home: what is over them is shortened, and every cut is told. */

/** Longest text by where it stands; sources: Slack's Block Kit reference, one page per block and element. */
const maxTextLengths: Readonly<Record<string, number>> = {
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
const maxPlaceholderLength = 150;
const defaultMaxTextLength = 3000;

/** Longest list by where it stands. */
const maxListLengths: Readonly<Record<string, number>> = {
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
const maxStringLengths: Readonly<Record<string, number>> = {
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
const accessibilityLabel = { name: 'accessibility_label', most: 75 };
const identifierFields = new Set(['action_id', 'block_id', 'callback_id']);

type JsonObject = Readonly<Record<string, unknown>>;
/** Called once for each thing over a limit, in words. */
export type ReportExcess = (complaint: string) => void;

/** The same message, modal or Home, with whatever is too long shortened. */
export function fitToLimits<T extends object>(view: T, kind: 'message' | 'modal' | 'home', report: ReportExcess): T {
  return fitObject(view as unknown as JsonObject, kind, report) as unknown as T;
}

function fitObject(node: JsonObject, kind: string, report: ReportExcess): JsonObject {
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, fitValue({ value, kind, name }, report)]),
  );
}

function fitValue(
  { value, kind, name }: { value: unknown; kind: string; name: string },
  report: ReportExcess,
): unknown {
  const where = `${kind}.${name}`;
  if (Array.isArray(value)) return fitList(value, where, report);
  if (typeof value === 'string') return fitString(value, { where, name }, report);
  return isJsonObject(value) ? fitNode(value, where, report) : value;
}

function fitNode(node: JsonObject, where: string, report: ReportExcess): JsonObject {
  if (!isTextObject(node)) return fitObject(node, elementKind(node, where), report);
  const limit = where.endsWith('.placeholder') ? maxPlaceholderLength : (maxTextLengths[where] ?? defaultMaxTextLength);
  if (node.text.length <= limit) return node;
  report(`${where} has ${String(node.text.length)} characters, ${String(limit)} are allowed`);
  return { ...node, text: truncate(node.text, limit) };
}

function fitList(list: readonly unknown[], where: string, report: ReportExcess): readonly unknown[] {
  const limit = maxListLengths[where] ?? Infinity;
  if (list.length > limit) report(`${where} has ${String(list.length)} entries, ${String(limit)} are allowed`);
  reportDuplicateIds(list, where, report);
  return list.slice(0, limit).map((item) => (isJsonObject(item) ? fitNode(item, where, report) : item));
}

function fitString(value: string, { where, name }: { where: string; name: string }, report: ReportExcess): string {
  if (name === accessibilityLabel.name && value.length > accessibilityLabel.most)
    return truncate(value, accessibilityLabel.most);
  const limit = identifierFields.has(name) ? 255 : (maxStringLengths[where] ?? Infinity);
  if (value.length > limit) report(`${where} has ${String(value.length)} characters, ${String(limit)} are allowed`);
  return value;
}

/** Slack refuses a block in which two elements have the same action id. */
function reportDuplicateIds(list: readonly unknown[], where: string, report: ReportExcess): void {
  const ids = list.flatMap((item) =>
    isJsonObject(item) && typeof item['action_id'] === 'string' ? item['action_id'] : [],
  );
  if (new Set(ids).size < ids.length) report(`${where} has the same action_id twice`);
}

/** Never through the middle of an escaped sign. */
const truncate = (text: string, limit: number): string => `${text.slice(0, limit - 1).replace(/&[a-z]{0,3}$/, '')}…`;

/** Options, entries of an overflow menu and confirmations have no type of their own: where they stand tells. */
function elementKind(node: JsonObject, where: string): string {
  if (typeof node['type'] === 'string') return node['type'];
  if (where.endsWith('.confirm')) return 'confirm';
  if (where === 'overflow.options') return 'entry';
  return 'option';
}

const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextObject = (node: JsonObject): node is JsonObject & { text: string } =>
  (node['type'] === 'plain_text' || node['type'] === 'mrkdwn') && typeof node['text'] === 'string';
