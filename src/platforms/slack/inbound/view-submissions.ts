/** A form sent off: what is wrong is shown at its fields, what takes long is waited for on a *Saving…* page. */
import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { InvalidForm } from '../../../core/bot';
import type { FieldErrors, FormSubmission, FormKey } from '../../../core/forms/form-view';
import type { Reply } from '../../../core/reply';
import { withDeadline } from '../../../core/with-deadline';
import { viewForModal, type OpenModal } from './modal';
import { parseModalMetadata } from '../render/metadata';
import type { Origin } from '../outbound/origin';
import { loadInteraction, type HandlerContext } from '../handler-context';
import { parseViewState } from './view-state';
import type { ModalView } from '../outbound/slack-web';

type ViewSubmissionArgs = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** Slack waits three seconds for the answer, the way there and back included. */
const ackDeadlineMs = 2_000;

export async function onViewSubmission(
  context: HandlerContext,
  { ack, body, view }: ViewSubmissionArgs,
): Promise<void> {
  const { origin: openedFrom, key } = parseModalMetadata(view.private_metadata);
  const origin = { ...openedFrom, user: body.user.id };
  const submission = parseViewState(view.state.values);
  // Pages have no submit button: whoever wrote this is not our modal.
  if (key === undefined) return ack();
  const deadline = performance.now() + ackDeadlineMs;
  const check = await withDeadline(context.bot.check(key, submission.values), ackDeadlineMs);
  const errors = check.ready ? check.value : unavailableErrors(submission);
  if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors: { ...errors } });
  const modal = { id: view.id, title: view.title.text, origin };
  const work = submitForm(context, { id: body.trigger_id, key, submission, origin });
  const early = await withDeadline(work, deadline - performance.now());
  if (early.ready) return ackWithResult(context, ack, { modal, key, result: early.value });
  await ack(updateResponse(context.renderer.waiting(modal.title, 'saving', origin)));
  await context.modals.showResult(modal, await work);
}

/** Nothing is begun for which the modal, with all that was typed, could not be kept. */
function unavailableErrors({ values }: FormSubmission): FieldErrors {
  const [first] = Object.keys(values);
  return first === undefined
    ? {}
    : { [first]: 'I cannot look at this right now. Nothing was done: send it again in a minute.' };
}

interface FormSubmitArgs {
  readonly id: string;
  readonly key: FormKey;
  readonly submission: FormSubmission;
  readonly origin: Origin;
}
export async function submitForm(
  context: HandlerContext,
  { id, key, submission, origin }: FormSubmitArgs,
): Promise<Reply | InvalidForm> {
  return context.bot.submit(key, submission, await loadInteraction(context, id, origin));
}

/** While Slack still waits for the answer, the modal is changed by that answer, and otherwise closes. */
async function ackWithResult(
  { renderer, delivery }: HandlerContext,
  ack: ViewSubmissionArgs['ack'],
  { modal, key, result }: { modal: OpenModal; key: FormKey; result: Reply | InvalidForm },
): Promise<void> {
  const { title, origin } = modal;
  if (result.kind === 'invalid') {
    const { cautions, errors, problem, key: newKey } = result.form;
    // With cautions, or on another page, the form is not the one on show: Slack takes errors of fields on show alone.
    const isOnShow = cautions.length === 0 && newKey.page === key.page;
    if (problem === '' && isOnShow) return ack({ response_action: 'errors', errors: { ...errors } });
  }
  if (result.kind === 'form' || result.kind === 'invalid') {
    return ack(updateResponse(renderer.form(result.form, origin)));
  }
  const view = viewForModal(result, origin);
  if (view !== undefined) return ack(updateResponse(renderer.page(title, view, origin)));
  await ack();
  await delivery.reply(origin, result);
}

const updateResponse = (view: ModalView) => ({ response_action: 'update', view }) as const;
