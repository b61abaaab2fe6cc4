/** A form in a modal: what is wrong is shown at its fields, what takes long is waited for on a *Saving…* page; and its look-ups. */
import type {
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
  BlockSuggestion,
  SlackOptionsMiddlewareArgs,
  ViewOutput,
} from '@slack/bolt';
import type { InvalidForm } from '../../../core/bot';
import type { FieldErrors, FormSubmission, FormKey, Choice } from '../../../core/forms/form-view';
import type { Reply } from '../../../core/reply';
import { withDeadline } from '../../../core/with-deadline';
import { viewForModal, type OpenModal } from './modal';
import { parseModalMetadata } from '../render/tokens';
import type { Origin } from '../outbound/origin';
import { loadInteraction, type HandlerContext } from '../handler-context';
import type { ModalView } from '../outbound/slack-api';
import { sha256Hex } from '../../../core/fingerprint';

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

/** Slack: options of one answer, and characters of one label. */
const limits = { options: 100, label: 75 };

type BlockSuggestionArgs = SlackOptionsMiddlewareArgs<'block_suggestion'>;

/** An empty list is better than a late one. */
export async function onBlockSuggestion(context: HandlerContext, { ack, body }: BlockSuggestionArgs): Promise<void> {
  const choices = await withDeadline(loadChoices(context, body), ackDeadlineMs);
  if (!choices.ready) context.log.warn({ field: body.block_id }, 'suggestions came too late');
  await ack({ options: (choices.ready ? choices.value : []).slice(0, limits.options).map(toSlackOption) });
}

async function loadChoices(context: HandlerContext, body: BlockSuggestion): Promise<readonly Choice[]> {
  const { view } = body;
  if (view === undefined) return [];
  const { origin, key } = parseModalMetadata(view.private_metadata);
  if (key === undefined) return [];
  // Ids are logged, and this one is made of what is typed.
  const id = `${view.id}:${body.block_id}:${sha256Hex(body.value)}`;
  const interaction = await loadInteraction(context, id, { ...origin, user: body.user.id });
  const { values: raw } = parseViewState(view.state.values);
  return context.bot.suggest(key, { field: body.block_id, typed: body.value, raw }, interaction);
}

function toSlackOption({ value, label }: Choice) {
  const text = label.length <= limits.label ? label : `${label.slice(0, limits.label - 1)}…`;
  return { text: { type: 'plain_text', text, emoji: false }, value } as const;
}

type ViewStateValues = ViewOutput['state']['values'];
type ViewStateElement = ViewStateValues[string][string];

/** Each block holds one element, and both bear the field's id. An empty field is absent. */
export function parseViewState(values: ViewStateValues): Required<Pick<FormSubmission, 'values' | 'labels'>> {
  const fields = Object.entries(values).flatMap(([id, elements]) =>
    Object.values(elements).map((element) => [id, element] as const),
  );
  const fieldValues = fields.map(([id, element]) => [id, elementValue(element)] as const);
  return {
    values: Object.fromEntries(fieldValues.filter(([, value]) => value !== '')),
    labels: Object.fromEntries(
      fields.flatMap(([id, { selected_option: option }]) => (option ? [[id, option.text.text]] : [])),
    ),
  };
}

function elementValue(element: ViewStateElement): string {
  // A toggle is a single box whose value is `true`.
  const { selected_options: several } = element;
  if (several !== undefined) return several.map(({ value }) => value).join(',');
  return (
    element.value ??
    element.selected_date ??
    element.selected_time ??
    element.selected_option?.value ??
    ''
  ).trim();
}
