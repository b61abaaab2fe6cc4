/** A form filled in: the dialog closes, stays with what is wrong, or lets go of what takes too long. */
import type { TaskModuleResponse } from 'botbuilder';
import type { Interaction } from '../../../core/interaction';
import type { InvalidForm } from '../../../core/bot';
import type { FormSubmission, FormKey } from '../../../core/forms/form-view';
import type { Reply } from '../../../core/reply';
import { withDeadline } from '../../../core/with-deadline';
import { closeResponse } from '../render/invoke-responses';
import type { HandlerContext } from '../handler-context';
import { withLookupChoices } from '../render/initial-choices';

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
