/** Forms in dialogs: what look-ups offer, and a form filled in: the dialog closes, stays with what is wrong, or lets go of what takes too long. */
import type { TaskModuleResponse, SearchInvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { Interaction } from '../../../core/interaction';
import type { InvalidForm } from '../../../core/bot';
import type { FormSubmission, FormKey, Choice, Field, FormView, LookupOffers } from '../../../core/forms/form-view';
import type { Reply } from '../../../core/reply';
import { withDeadline } from '../../../core/with-deadline';
import { closeResponse, choicesResponse, maxChoices } from '../render/invoke-responses';
import type { HandlerContext } from '../handler-context';
import { toInteraction } from './interaction';
import { parseDataset, formatDataset } from '../render/form-model';
import type { IncomingActivity } from './incoming';
import { parseInputs } from '../render/tokens';

/** Teams waits five seconds, then repeats the submission; people wait two. */
const responseDeadlineMs = 2000;

interface FormSubmitArgs {
  readonly key: FormKey;
  readonly submission: FormSubmission;
}

export async function submitForm(
  context: HandlerContext,
  { key, submission }: FormSubmitArgs,
  interaction: Interaction,
): Promise<TaskModuleResponse> {
  const result = context.inFlight.track(context.bot.submit(key, submission, interaction));
  const outcome = await withDeadline(result, responseDeadlineMs);
  if (outcome.ready) return dialogAfter(context, outcome.value, interaction);
  void context.inFlight.track(result.then((late) => deliverLate(context, late, interaction)));
  return context.pages.saving();
}

async function dialogAfter(
  context: HandlerContext,
  result: Reply | InvalidForm,
  interaction: Interaction,
): Promise<TaskModuleResponse> {
  const { delivery, pages } = context;
  switch (result.kind) {
    case 'invalid':
    case 'form':
      return pages.form(await withLookupChoices(context, result.form, interaction));
    case 'none':
      return closeResponse;
    case 'replace':
      // Nothing to replace: the result is shown where the person is looking.
      if (interaction.card === undefined) return pages.view(result.view);
      await withDeadline(context.inFlight.track(delivery.reply(result, interaction)), responseDeadlineMs);
      return closeResponse;
    case 'show':
      if (result.to === 'asker') return pages.view(result.view);
      await withDeadline(context.inFlight.track(delivery.reply(result, interaction)), responseDeadlineMs);
      return closeResponse;
  }
}

/** The dialog said goodbye: the result goes to the conversation, and what was typed waits in a button. */
async function deliverLate(
  context: HandlerContext,
  result: Reply | InvalidForm,
  interaction: Interaction,
): Promise<void> {
  const { delivery, unfinishedForms } = context;
  if (result.kind !== 'invalid') {
    await delivery.reply(result, interaction);
    return;
  }
  const { form } = result;
  const say = form.problem || 'Something in the form needs another look. Nothing typed is lost.';
  if ((await delivery.offerWithInput(form, say, interaction)) !== undefined) return;
  const isStored = await unfinishedForms.store(form, interaction.person);
  await delivery.offer(form, isStored ? say : `${say} ${inMemoryOnlyText}`, interaction);
}

const inMemoryOnlyText =
  'It is too long for this button, and I have it in memory alone: open it before I am restarted.';

/** `data` holds the form's other inputs, since its template asks for them. */
const searchSchema = z.object({ queryText: z.string(), dataset: z.string(), data: z.unknown().optional() });

export async function onTypeaheadSearch(
  { bot, people, labels }: HandlerContext,
  activity: IncomingActivity,
): Promise<SearchInvokeResponse> {
  const { data } = searchSchema.safeParse(activity.value);
  const dataset = data === undefined ? undefined : parseDataset(data.dataset);
  if (data === undefined || dataset === undefined) return choicesResponse([]);
  const interaction = toInteraction(activity, await people.loadPerson(activity));
  const lookup = { field: dataset.field, typed: data.queryText, raw: parseInputs(data.data) };
  const choices = await bot.suggest(dataset.key, lookup, interaction);
  labels.remember(data.dataset, choices);
  return choicesResponse(choices);
}

/** The form must not wait for them: they are a help to few. */
const lookupDeadlineMs = 500;

export async function withLookupChoices(
  context: HandlerContext,
  form: FormView,
  interaction: Interaction,
): Promise<FormView> {
  const lookups = form.fields.filter(({ id, type }) => type === 'lookup' && form.offers?.[id] === undefined);
  const entries = await Promise.all(lookups.map((field) => loadLookupChoices(context, { form, field }, interaction)));
  const offers: LookupOffers = { ...Object.fromEntries(entries), ...form.offers };
  for (const [field, choices] of Object.entries(offers))
    context.labels.remember(formatDataset(form.key, field), choices);
  return { ...form, offers };
}

async function loadLookupChoices(
  { bot, inFlight }: HandlerContext,
  { form, field: { id } }: { form: FormView; field: Field },
  interaction: Interaction,
): Promise<readonly [string, readonly Choice[]]> {
  const lookup = { field: id, typed: '', raw: form.values };
  const outcome = await withDeadline(inFlight.track(bot.suggest(form.key, lookup, interaction)), lookupDeadlineMs);
  return [id, outcome.ready ? outcome.value.slice(0, maxChoices) : []];
}
