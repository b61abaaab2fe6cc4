/** A form filled in: the dialog closes, stays with what is wrong, or lets go of what takes too long. */
import type { TaskModuleResponse } from 'botbuilder';
import type { Arrival } from '../../core/arrival';
import type { Redrawn } from '../../core/bot';
import type { Filled, FormKey } from '../../core/form-view';
import type { Reply } from '../../core/reply';
import { soon } from '../../core/soon';
import { close } from './answers';
import type { Desk } from './desk';
import { withOffers } from './offers';

/** Teams waits five seconds, then repeats the submission; people wait two. */
const patience = 2000;

interface Submission {
  readonly key: FormKey;
  readonly filled: Filled;
}

export async function submitForm(
  desk: Desk,
  { key, filled }: Submission,
  arrival: Arrival,
): Promise<TaskModuleResponse> {
  const result = desk.underWay.track(desk.bot.submit(key, filled, arrival));
  const submitted = await soon(result, patience);
  if (submitted.ready) return pageAfter(desk, submitted.value, arrival);
  void desk.underWay.track(result.then((late) => landLate(desk, late, arrival)));
  return desk.pages.saving();
}

async function pageAfter(desk: Desk, result: Reply | Redrawn, arrival: Arrival): Promise<TaskModuleResponse> {
  const { delivery, pages } = desk;
  switch (result.kind) {
    case 'invalid':
    case 'form':
      return pages.form(await withOffers(desk, result.form, arrival));
    case 'none':
      return close;
    case 'replace':
      // Nothing to replace: the result is shown where the person is looking.
      if (arrival.card === undefined) return pages.view(result.view);
      await soon(desk.underWay.track(delivery.land(result, arrival)), patience);
      return close;
    case 'show':
      if (result.to === 'asker') return pages.view(result.view);
      await soon(desk.underWay.track(delivery.land(result, arrival)), patience);
      return close;
  }
}

/** The dialog said goodbye: the result goes to the conversation, and what was typed waits in a button. */
async function landLate(desk: Desk, result: Reply | Redrawn, arrival: Arrival): Promise<void> {
  const { delivery, typed } = desk;
  if (result.kind !== 'invalid') {
    await delivery.land(result, arrival);
    return;
  }
  const { form } = result;
  const say = form.problem || 'Something in the form needs another look. Nothing typed is lost.';
  if ((await delivery.giveBack(form, say, arrival)) !== undefined) return;
  const kept = await typed.keep(form, arrival.person);
  await delivery.offer(form, kept ? say : `${say} ${soonGone}`, arrival);
}

const soonGone = 'It is too long for this button, and I have it in memory alone: open it before I am restarted.';
