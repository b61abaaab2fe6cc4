/** Dialogs: a button or a message's menu opens one, whatever is pressed inside it comes back as a submission. */
import type { TaskModuleResponse } from 'botbuilder';
import { z } from 'zod';
import type { Interaction } from '../../../core/interaction';
import type { ChatMessage } from '../../../core/entry-points';
import type { FormSubmission } from '../../../core/forms/form-view';
import type { Reply } from '../../../core/reply';
import { withDeadline } from '../../../core/with-deadline';
import { dialogWithText } from '../render/invoke-responses';
import { toInteraction } from './interaction';
import type { HandlerContext } from '../handler-context';
import { formatDataset } from '../render/form-model';
import type { IncomingActivity } from './incoming';
import { storeMessage, loadStoredMessage } from './form-memory';
import { parseMessagePayload } from './message-text';
import { withLookupChoices, submitForm } from './forms';
import { decodeForm } from '../render/form-codec';
import { outdatedButtonText } from './card-actions';
import { parseButtonPayload, parseInputs, type ButtonPayload, type FormPayload } from '../render/tokens';

/** Teams waits five seconds for a dialog and shows a spinner meanwhile. */
const responseDeadlineMs = 3500;
/** Of that, for the database. */
const storeDeadlineMs = 500;

const requestSchema = z.object({ data: z.unknown().optional() });

/** `task/fetch`, `task/submit` and `composeExtension/submitAction` alike: what is carried says what is wanted. */
export async function onDialog(context: HandlerContext, activity: IncomingActivity): Promise<TaskModuleResponse> {
  const { data } = requestSchema.safeParse(activity.value).data ?? {};
  const payload = parseButtonPayload(data);
  if (payload === undefined) return dialogWithText(outdatedButtonText);
  const card = 'card' in payload ? payload.card : undefined;
  const interaction = toInteraction(
    activity,
    await context.people.loadPerson(activity),
    card ?? pressedMessageId(activity),
  );
  if ('form' in payload)
    return submitForm(
      context,
      { key: payload.form, submission: toFormSubmission(context, payload, data) },
      interaction,
    );
  return openDialog(context, payload, interaction);
}

/** What a message's menu was opened on is no card of ours. */
const pressedMessageId = ({ name = '', replyToId }: IncomingActivity): string | undefined =>
  name.startsWith('composeExtension/') ? undefined : replyToId;

/** Chosen in the menu of somebody's message. */
export async function onMessageAction(
  context: HandlerContext,
  activity: IncomingActivity,
): Promise<TaskModuleResponse> {
  const message = parseMessagePayload(activity.value);
  if (message === undefined) return dialogWithText(outdatedButtonText);
  return openDialog(context, { message }, toInteraction(activity, await context.people.loadPerson(activity)));
}

/** A submission brings values alone: their words are those that were offered, or that the form had for the same value. */
function toFormSubmission(
  { labels }: HandlerContext,
  { form, back = false, drawn: encodedForm }: FormPayload,
  data: unknown,
): FormSubmission {
  const values = parseInputs(data);
  const rendered = encodedForm === undefined ? undefined : decodeForm(encodedForm);
  const labelEntries = Object.entries(values).flatMap(([field, value]) => {
    const formLabel = rendered?.values[field] === value ? rendered.labels[field] : undefined;
    const label = labels.labelOf(formatDataset(form, field), value) ?? formLabel;
    return label === undefined ? [] : [[field, label] as const];
  });
  return { values, labels: Object.fromEntries(labelEntries), back, renderedForm: rendered };
}

type DialogRequest = Exclude<ButtonPayload, FormPayload> | { readonly message: ChatMessage };

async function openDialog(
  context: HandlerContext,
  request: DialogRequest,
  interaction: Interaction,
): Promise<TaskModuleResponse> {
  const reply = context.inFlight.track(replyTo(context, request, interaction));
  const outcome = await withDeadline(reply, responseDeadlineMs);
  if (outcome.ready) return dialogFor(context, outcome.value, interaction);
  const retryPayload = await retryPayloadFor(context, request, interaction);
  if (retryPayload !== undefined) return context.pages.retryLater(retryPayload);
  void context.inFlight.track(reply.then((late) => context.delivery.reply(late, interaction)));
  return context.pages.saving();
}

/** Undefined for what must not be done twice. */
async function retryPayloadFor(
  context: HandlerContext,
  request: DialogRequest,
  interaction: Interaction,
): Promise<ButtonPayload | undefined> {
  if ('message' in request) {
    const name = await withDeadline(
      context.inFlight.track(storeMessage(context.store, request.message, interaction)),
      storeDeadlineMs,
    );
    return name.ready ? { kept: name.value } : undefined;
  }
  if (!('token' in request)) return request;
  const opens = context.bot.formTitleForButton(request.token) !== undefined;
  return opens ? { token: request.token, card: interaction.card?.message } : undefined;
}

async function replyTo(
  { bot, store, unfinishedForms }: HandlerContext,
  request: DialogRequest,
  interaction: Interaction,
): Promise<Reply> {
  if ('token' in request) return bot.act(request.token, interaction);
  if ('message' in request) return bot.saveMessage(request.message, interaction);
  if ('kept' in request) {
    const message = await loadStoredMessage(store, request.kept, interaction.person);
    return message === undefined ? { kind: 'none' } : bot.saveMessage(message, interaction);
  }
  if ('typed' in request) return replyWithDecodedForm(request.typed, interaction);
  const form = await unfinishedForms.load(request.open, interaction.person);
  return form === undefined ? bot.open(request.open, interaction) : { kind: 'form', form };
}

function replyWithDecodedForm(encodedForm: string, { card }: Interaction): Reply {
  const form = decodeForm(encodedForm);
  return form === undefined ? { kind: 'none' } : { kind: 'form', form: card === undefined ? form : { ...form, card } };
}

async function dialogFor(context: HandlerContext, reply: Reply, interaction: Interaction): Promise<TaskModuleResponse> {
  const { pages, delivery } = context;
  switch (reply.kind) {
    case 'none':
      return dialogWithText('This was opened already.');
    case 'form':
      return pages.form(await withLookupChoices(context, reply.form, interaction));
    case 'replace':
      if (interaction.card !== undefined) await delivery.reply(reply, interaction);
      return pages.view(reply.view);
    case 'show':
      return pages.view(reply.view);
  }
}
