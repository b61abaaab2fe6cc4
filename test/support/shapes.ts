/** What stored and sent JSON is made of: the names in it, without the values, ids and moments. */
import { nodesIn } from './chat';

type Row = Readonly<Record<string, unknown>>;

/** Keys that are ids are no names of ours. */
const nameOf = (key: string): string => (/\d/.test(key) ? '*' : key);

/** `document.person.name`, `differences[].field`: one for each place at which a value may stand. */
export function shapesIn(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => shapesIn(one, `${at}[]`)))];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [at];
  return Object.entries(value).flatMap(([key, inner]) => shapesIn(inner, `${at}.${nameOf(key)}`));
}

/** `watch:card` of `watch:card:slack:C0SALES0001:29681348`: what it begins with, up to the first id. */
export function kindOfKey(key: string): string {
  const words = key.split(':');
  const end = words.findIndex(
    (word, index) => !/^[a-z-]{2,}$/.test(word) || (index > 0 && /^(slack|teams)$/.test(word)),
  );
  return (end === -1 ? words : words.slice(0, Math.max(end, 1))).join(':');
}

/** Of rows as a database has them: columns that hold JSON are looked into. */
export function storedShapes(table: string, rows: readonly Row[]): readonly string[] {
  const at = (row: Row): string => (table === 'kept' ? `kept(${kindOfKey(String(row['key']))})` : table);
  const states = rows.flatMap((row) =>
    ['state', 'outcome'].flatMap((column) => {
      const word = row[column];
      return typeof word === 'string' ? [`${table}.${column}=${word}`] : [];
    }),
  );
  const values = rows.flatMap((row) => {
    const columns = Object.entries(row).filter(([, value]) => typeof value === 'object' && value !== null);
    return columns.flatMap(([column, value]) => shapesIn(value, `${at(row)}.${column}`));
  });
  // Fields of forms are named elsewhere.
  const shapes = values.map((shape) => shape.replace(/(\.view\.(values|labels))\..+/, '$1'));
  return [...new Set([...states, ...shapes])].sort();
}

/** Of drawn cards and forms: ids of actions and forms, verbs, and what they carry to be sent back. */
export function sentShapes(drawn: unknown): readonly string[] {
  const shapesInJson = (text: unknown, at: string): readonly string[] =>
    typeof text === 'string' && /^[[{]/.test(text) ? shapesIn(JSON.parse(text), at) : [];
  const namedShape = (kind: string, id: unknown): readonly string[] =>
    typeof id === 'string' ? [`${kind} ${id.split('#')[0] ?? ''}`] : [];
  const names = nodesIn(drawn).flatMap((node) => {
    const { action_id: action, callback_id: callback, private_metadata: metadata, verb, data } = node;
    const { bot, ...beside } = (data ?? {}) as Readonly<Record<string, unknown>>;
    // A chart has data as well.
    const ours = bot === undefined ? {} : beside;
    return [
      ...namedShape('slack action', action),
      ...namedShape('slack callback', callback),
      ...shapesInJson(metadata, 'slack metadata'),
      ...namedShape('teams verb', verb),
      ...shapesIn(ours, 'teams data'),
      ...shapesInJson(bot, 'teams bot'),
    ];
  });
  return [...new Set(names)].sort();
}
