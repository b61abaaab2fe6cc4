/** What was typed → which command, with which words. A first word that names none makes it a search. */
import type { Command } from './command';
import type { Directory } from './directory';
import { dropWords, readWords, type Words } from './words';

export interface Understood<S> {
  readonly command: Command<S>;
  readonly words: Words;
}

/** The names of the commands for words that begin with no command's name, and for no words at all. */
export interface Defaults {
  readonly otherwise: string;
  readonly nothing: string;
}

export function understand<S>(directory: Directory<S>, defaults: Defaults, text: string): Understood<S> {
  const words = readWords(text);
  const first = words.plain[0];
  if (first === undefined) return { command: known(directory, defaults.nothing), words };
  const named = directory.command(first);
  if (named !== undefined) return { command: named, words: dropWords(words, 1) };
  return { command: known(directory, defaults.otherwise), words };
}

function known<S>(directory: Directory<S>, name: string): Command<S> {
  const command = directory.command(name);
  if (command === undefined) throw new Error(`There is no command "${name}".`);
  return command;
}
