/** A form filled in: the dialog closes, stays with what is wrong, or lets go of what takes too long. */
import type { TaskModuleResponse } from 'botbuilder';
import type { Arrival, Person } from '../../core/arrival';
import type { Redrawn } from '../../core/bot';
import type { Filled, FormKey, FormView } from '../../core/form';
import type { Json } from '../../core/json';
import type { Reply } from '../../core/reply';
import { soon } from '../../core/soon';
import type { Store } from '../../core/store';
import { close } from './answers';
import type { Desk } from './desk';
import { withOffers } from './offers';

/** Teams waits five seconds, then repeats the submission; people wait two. */
const patience = 2000;
const typedSeconds = 24 * 60 * 60;

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

/** The dialog said goodbye: the result goes to the conversation, and what was typed waits behind a button. */
async function landLate({ delivery, store }: Desk, result: Reply | Redrawn, arrival: Arrival): Promise<void> {
  if (result.kind !== 'invalid') {
    await delivery.land(result, arrival);
    return;
  }
  const { form } = result;
  await store.put(typedKey(form.key, arrival.person), JSON.parse(JSON.stringify(form)) as Json, typedSeconds);
  await delivery.offer(
    form,
    form.problem || 'Something in the form needs another look. Nothing typed is lost.',
    arrival,
  );
}

const typedKey = ({ opening }: FormKey, { tenant, id }: Person): string => `teams:typed:${tenant}:${id}:${opening}`;

/** The form as it came back too late to be shown, with everything typed: for the one who typed it alone. */
export const typedEarlier = async (store: Store, key: FormKey, person: Person): Promise<FormView | undefined> =>
  (await store.get(typedKey(key, person))) as FormView | undefined;
