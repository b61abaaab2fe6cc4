/** A typed verb as data: help, nearest-name answers and the README's table come from the same record. */
import type { Context, OpenContext } from './context';
import type { FormRequest } from './form-request';
import type { Reply } from './reply';
import type { Words } from './words';

export interface Usage {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly usage: string;
  readonly examples: readonly string[];
}

interface CommandBase extends Usage {
  /** The title of the form that these words will end in, if they do: Slack opens it before anything is looked up. */
  opens?(words: Words): string | undefined;
}

export type Command<S> = CommandBase &
  (
    | { readonly audience: 'everyone'; run(context: OpenContext<S>, words: Words): Promise<Reply> }
    | { readonly audience: 'linked'; run(context: Context<S>, words: Words): Promise<FormRequest | Reply> }
  );
