/** What a person reads and can press on a drawn card, line by line in order, and the two platforms' lines side by side. */
import { nodesIn } from './chat';

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  isNode(value) ? textOf(value['text']) : typeof value === 'string' ? value : '';

const looks: Readonly<Record<string, string>> = {
  primary: 'primary',
  positive: 'primary',
  danger: 'danger',
  destructive: 'danger',
};
const isMenuOption = (node: Node): node is Node & { readonly value: string } =>
  typeof node['value'] === 'string' && node['value'].startsWith('["') && !('action_id' in node);

/** Label, look, what a screen reader says, and where it leads. */
function buttonLine(node: Node): string {
  const data = nodesIn(node['data'])[0]?.['bot'];
  const teamsId = typeof data === 'string' ? (JSON.parse(data) as { token: { id: string } }).token.id : undefined;
  const menuId = isMenuOption(node) ? (JSON.parse(node['value']) as readonly [string])[0] : undefined;
  const slackId = typeof node['action_id'] === 'string' ? node['action_id'].split('#')[0] : menuId;
  const look = looks[String(node['style'])];
  const spoken = node['accessibility_label'] ?? node['tooltip'];
  const label = textOf(node['text'] ?? node['title']);
  const parts = [label, look, spoken === label ? undefined : spoken, node['url'] ?? teamsId ?? slackId];
  return `[${parts.filter((part) => typeof part === 'string' && part !== '').join(' | ')}]`;
}

const isButton = (node: Node): boolean =>
  node['type'] === 'button' || String(node['type']).startsWith('Action.') || isMenuOption(node);

/** Styles of emphasis differ by platform; words and links do not. */
const plain = (text: string): readonly string[] =>
  text
    .replace(/\\([\\`*_~[\]<>|#+.-])/g, '$1')
    .replace(/<([^|>]+)\|([^>]+)>/g, '[$2]($1)')
    .replace(/&lt;|&gt;|&amp;/g, (entity) => ({ '&lt;': '<', '&gt;': '>' })[entity] ?? '&')
    .replace(/[*_]{1,2}(\S(?:.*?\S)?)[*_]{1,2}(?!\w)/g, '$1')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export function linesRead(drawn: unknown): readonly string[] {
  if (Array.isArray(drawn)) return drawn.flatMap(linesRead);
  if (!isNode(drawn)) return [];
  if (isButton(drawn)) return [buttonLine(drawn)];
  return Object.entries(drawn).flatMap(([name, value]) => {
    // What a chart draws.
    if (typeof value === 'number') return ['value', 'x', 'y'].includes(name) ? [String(value)] : [];
    if (typeof value !== 'string') return linesRead(value);
    return ['text', 'title', 'value', 'label', 'altText', 'alt_text'].includes(name) ? plain(value) : [];
  });
}

/** How many lines both go on to say in the same order, from a line of each. */
function commonLengths(slack: readonly string[], teams: readonly string[]): (row: number, column: number) => number {
  const common = slack.map(() => teams.map(() => 0));
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
  for (let row = slack.length - 1; row >= 0; row--) {
    for (let column = teams.length - 1; column >= 0; column--) {
      const longest = Math.max(at(row + 1, column), at(row, column + 1));
      (common[row] ?? [])[column] = slack[row] === teams[column] ? at(row + 1, column + 1) + 1 : longest;
    }
  }
  return at;
}

/** One table: what both say stands once, what one alone says is marked with its first letter. */
export function sideBySide(slack: readonly string[], teams: readonly string[]): readonly string[] {
  const at = commonLengths(slack, teams);
  const lines: string[] = [];
  let [row, column] = [0, 0];
  while (row < slack.length && column < teams.length) {
    if (slack[row] === teams[column]) {
      lines.push(`  ${String(slack[row++])}`);
      column++;
    } else if (at(row + 1, column) >= at(row, column + 1)) lines.push(`S ${String(slack[row++])}`);
    else lines.push(`T ${String(teams[column++])}`);
  }
  return [...lines, ...slack.slice(row).map((line) => `S ${line}`), ...teams.slice(column).map((line) => `T ${line}`)];
}
