/** A form sent off: what is wrong is shown at its fields, what takes long is waited for on a *Saving…* page. */
import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Redrawn } from '../../core/bot';
import type { FieldErrors, Filled, FormKey } from '../../core/form-view';
import type { Reply } from '../../core/reply';
import { soon } from '../../core/soon';
import { shownInModal, type Window } from './modal';
import { readMetadata } from './metadata';
import type { Origin } from './origin';
import { arrivalOf, type Parts } from './parts';
import { readTyped } from './typed';
import type { Modal } from './slack-web';

type Submission = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** Slack waits three seconds for the answer, the way there and back included. */
const patience = 2_000;

export async function onSubmission(parts: Parts, { ack, body, view }: Submission): Promise<void> {
  const { origin: opened, key } = readMetadata(view.private_metadata);
  const origin = { ...opened, user: body.user.id };
  const filled = readTyped(view.state.values);
  // Pages have no submit button: whoever wrote this is not our modal.
  if (key === undefined) return ack();
  const until = performance.now() + patience;
  const checked = await soon(parts.bot.check(key, filled.values), patience);
  const errors = checked.ready ? checked.value : atFirst(filled);
  if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors: { ...errors } });
  const window = { id: view.id, title: view.title.text, origin };
  const work = submitted(parts, { id: body.trigger_id, key, filled, origin });
  const first = await soon(work, until - performance.now());
  if (first.ready) return landAtOnce(parts, ack, { window, key, result: first.value });
  await ack(update(parts.drawing.waiting(window.title, 'saving', origin)));
  await parts.modals.land(window, await work);
}

/** Nothing is begun for which the modal, with all that was typed, could not be kept. */
function atFirst({ values }: Filled): FieldErrors {
  const [first] = Object.keys(values);
  return first === undefined
    ? {}
    : { [first]: 'I cannot look at this right now. Nothing was done: send it again in a minute.' };
}

interface Sent {
  readonly id: string;
  readonly key: FormKey;
  readonly filled: Filled;
  readonly origin: Origin;
}
export async function submitted(parts: Parts, { id, key, filled, origin }: Sent): Promise<Reply | Redrawn> {
  return parts.bot.submit(key, filled, await arrivalOf(parts, id, origin));
}

/** While Slack still waits for the answer, the modal is changed by that answer, and otherwise closes. */
async function landAtOnce(
  { drawing, delivery }: Parts,
  ack: Submission['ack'],
  { window, key, result }: { window: Window; key: FormKey; result: Reply | Redrawn },
): Promise<void> {
  const { title, origin } = window;
  if (result.kind === 'invalid') {
    const { cautions, errors, problem, key: redrawn } = result.form;
    // With cautions, or on another page, the form is not the one on show: Slack takes errors of fields on show alone.
    const isOnShow = cautions.length === 0 && redrawn.page === key.page;
    if (problem === '' && isOnShow) return ack({ response_action: 'errors', errors: { ...errors } });
  }
  if (result.kind === 'form' || result.kind === 'invalid') {
    return ack(update(drawing.form(result.form, origin)));
  }
  const shown = shownInModal(result, origin);
  if (shown !== undefined) return ack(update(drawing.page(title, shown, origin)));
  await ack();
  await delivery.reply(origin, result);
}

const update = (view: Modal) => ({ response_action: 'update', view }) as const;
