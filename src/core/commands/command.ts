/** A typed verb as data: help, nearest-name answers and the README's table come from the same record. */
import type { Context, PublicContext } from '../context';
import type { FormRequest } from '../forms/definition';
import type { Reply } from '../reply';
import type { Tokens } from './tokenize';

export interface CommandHelp {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly usage: string;
  readonly examples: readonly string[];
}

interface CommandBase extends CommandHelp {
  /** The title of the form that these words will end in, if they do: Slack opens it before anything is looked up. */
  opens?(tokens: Tokens): string | undefined;
}

export type Command<S> = CommandBase &
  (
    | { readonly audience: 'everyone'; run(context: PublicContext<S>, tokens: Tokens): Promise<Reply> }
    | { readonly audience: 'linked'; run(context: Context<S>, tokens: Tokens): Promise<FormRequest | Reply> }
  );
