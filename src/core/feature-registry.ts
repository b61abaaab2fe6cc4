/** All features flattened into one table: words → command, id → button, id → form. Refuses duplicates when built. */
import type { Action, Feature } from './feature';
import type { Command } from './commands/command';
import type { Form } from './forms/definition';
import { closestMatch } from './closest-match';
import { dropTokens, tokenize, type Tokens } from './commands/tokenize';

export interface FeatureRegistry<S> {
  readonly commands: readonly Command<S>[];
  /** The command of that name or alias, whatever its case. */
  command(name: string): Command<S> | undefined;
  /** The nearest name, when the word is plausibly a slip of it. */
  closestCommand(name: string): string | undefined;
  action(id: string): Action<S> | undefined;
  form(id: string): Form<S> | undefined;
  /** The kind of change that a command (by its own name), button or form makes; undefined for what only shows. */
  permissionFor(kind: Kind, name: string): string | undefined;
}
type Kind = 'command' | 'button' | 'form';

function indexByName<T>(kind: string, entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const table = new Map<string, T>();
  for (const [name, entry] of entries) {
    if (table.has(name)) throw new Error(`Two features claim the ${kind} "${name}".`);
    table.set(name, entry);
  }
  return table;
}

export function createFeatureRegistry<S>(features: readonly Feature<S>[]): FeatureRegistry<S> {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const byName = indexByName(
    'command',
    commands.flatMap((command) => [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const)),
  );
  const actions = indexByName(
    'button',
    features.flatMap((feature) => feature.actions ?? []).map((action) => [action.id, action]),
  );
  const forms = indexByName(
    'form',
    features.flatMap((feature) => feature.forms ?? []).map((form) => [form.id, form]),
  );
  const permissions = new Map(
    features.flatMap((feature) => entryNames(feature).map((name) => [name, feature.changes])),
  );
  return {
    commands,
    permissionFor: (kind, name) => permissions.get(`${kind} ${name}`),
    command: (name) => byName.get(name.toLowerCase()),
    closestCommand: (word) => closestMatch(word.toLowerCase(), [...byName.keys()]),
    action: (id) => actions.get(id),
    form: (id) => forms.get(id),
  };
}

const entryNames = <S>({ commands = [], actions = [], forms = [] }: Feature<S>): readonly string[] => [
  ...commands.map(({ name }) => `command ${name}`),
  ...actions.map(({ id }) => `button ${id}`),
  ...forms.map(({ id }) => `form ${id}`),
];

/** The names of the commands for words that begin with no command's name, and for no words at all. */
export interface DefaultCommands {
  readonly fallback: string;
  readonly empty: string;
}

/** What was typed → which command, with which words. A first word that names none makes it a search. */
export function matchCommand<S>(
  registry: FeatureRegistry<S>,
  { fallback, empty }: DefaultCommands,
  text: string,
): { readonly command: Command<S>; readonly tokens: Tokens } {
  const tokens = tokenize(text);
  const first = tokens.values[0];
  const named = first === undefined ? undefined : registry.command(first);
  if (named !== undefined) return { command: named, tokens: dropTokens(tokens, 1) };
  const name = first === undefined ? empty : fallback;
  const command = registry.command(name);
  if (command === undefined) throw new Error(`There is no command "${name}".`);
  return { command, tokens };
}
