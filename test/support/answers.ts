/** What the bot answered, as a test goes on with it. */
import type { ActionToken } from '../../src/core/cards/button';
import type { InvalidForm } from '../../src/core/bot';
import type { FormView } from '../../src/core/forms/form-view';
import type { Reply, View } from '../../src/core/reply';

export function viewIn(reply: Reply | InvalidForm): View {
  if (reply.kind === 'show' || reply.kind === 'replace') return reply.view;
  throw new Error(`It answered ${JSON.stringify(reply)}.`);
}

export function formIn(reply: Reply | InvalidForm): FormView {
  if (reply.kind === 'form' || reply.kind === 'invalid') return reply.form;
  throw new Error(`It answered ${JSON.stringify(reply)}.`);
}

type Buttons = readonly { readonly label: string; readonly token: ActionToken }[];

/** Throws with what it offers instead. */
export function tokenIn({ model }: View, label: string): ActionToken {
  const { buttons } = model as { buttons: Buttons };
  const button = buttons.find((one) => one.label === label);
  if (button !== undefined) return button.token;
  throw new Error(`No "${label}" among ${buttons.map((one) => one.label).join(', ')}.`);
}
