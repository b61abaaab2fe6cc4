/** What was typed → which command, with which words. A first word that names none makes it a search. */
import type { Command } from './command';
import type { FeatureRegistry } from '../feature-registry';
import { dropTokens, tokenize, type Tokens } from './tokenize';

export interface RoutedCommand<S> {
  readonly command: Command<S>;
  readonly tokens: Tokens;
}

/** The names of the commands for words that begin with no command's name, and for no words at all. */
export interface DefaultCommands {
  readonly fallback: string;
  readonly empty: string;
}

export function routeCommand<S>(
  registry: FeatureRegistry<S>,
  defaults: DefaultCommands,
  text: string,
): RoutedCommand<S> {
  const tokens = tokenize(text);
  const first = tokens.values[0];
  if (first === undefined) return { command: requireCommand(registry, defaults.empty), tokens };
  const namedCommand = registry.command(first);
  if (namedCommand !== undefined) return { command: namedCommand, tokens: dropTokens(tokens, 1) };
  return { command: requireCommand(registry, defaults.fallback), tokens };
}

function requireCommand<S>(registry: FeatureRegistry<S>, name: string): Command<S> {
  const command = registry.command(name);
  if (command === undefined) throw new Error(`There is no command "${name}".`);
  return command;
}
