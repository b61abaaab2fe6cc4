/** Somebody types into a look-up field: the choices that match. */
import type { SearchInvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { answerChoices } from './answers';
import { arrivalOf } from './arrival';
import type { Desk } from './desk';
import { readDataset } from './form-model';
import type { Incoming } from './incoming';
import { readValues } from './tokens';

/** `data` holds the form's other inputs, since its template asks for them. */
const typed = z.object({ queryText: z.string(), dataset: z.string(), data: z.unknown().optional() });

export async function onSearch({ bot, people, labels }: Desk, activity: Incoming): Promise<SearchInvokeResponse> {
  const { data } = typed.safeParse(activity.value);
  const asked = data === undefined ? undefined : readDataset(data.dataset);
  if (data === undefined || asked === undefined) return answerChoices([]);
  const arrival = arrivalOf(activity, await people.whoDid(activity));
  const lookup = { field: asked.field, typed: data.queryText, raw: readValues(data.data) };
  const choices = await bot.suggest(asked.key, lookup, arrival);
  labels.remember(data.dataset, choices);
  return answerChoices(choices);
}
