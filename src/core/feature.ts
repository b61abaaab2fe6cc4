/** One thing that people can do, with all the ways into it: typed, pressed, filled in. */
import type { ActionToken, Button } from './cards/button';
import type { Command } from './commands/command';
import type { Context, PublicContext } from './context';
import type { Form, FormRequest } from './forms/definition';
import type { Json } from './json';
import type { Reply } from './reply';

/** What a pressed button does. */
export type Action<S> = {
  readonly id: string;
  /** The title of the form that it opens, or undefined when it answers at once. */
  readonly opens: string | undefined;
} & (
  | { readonly audience: 'linked'; run(context: Context<S>, token: ActionToken): Promise<FormRequest | Reply> }
  /** It asks itself who may. */
  | { readonly audience: 'everyone'; run(context: PublicContext<S>, token: ActionToken): Promise<Reply> }
);

export interface Feature<S> {
  /** What kind of change it makes, as an administrator permits it: `close`. Without it, it only shows. */
  readonly changes?: string;
  readonly commands?: readonly Command<S>[];
  readonly actions?: readonly Action<S>[];
  readonly forms?: readonly Form<S>[];
}

export function handleButton<S, P extends Json>(
  button: Button<P>,
  run: (context: Context<S>, payload: P) => Promise<FormRequest | Reply>,
): Action<S> {
  return {
    id: button.id,
    opens: button.opens === 'form' ? button.title : undefined,
    audience: 'linked',
    run: (context, token) => run(context, button.read(token)),
  };
}

/** A button that people without a resource may press as well, such as an administrator of the chat. */
export function handlePublicButton<S, P extends Json>(
  button: Button<P>,
  run: (context: PublicContext<S>, payload: P) => Promise<Reply>,
): Action<S> {
  return {
    id: button.id,
    opens: undefined,
    audience: 'everyone',
    run: (context, token) => run(context, button.read(token)),
  };
}
