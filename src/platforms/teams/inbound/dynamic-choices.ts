/** Somebody types into a look-up field: the choices that match. */
import type { SearchInvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { choicesResponse } from '../render/invoke-responses';
import { toInteraction } from './interaction';
import type { HandlerContext } from '../handler-context';
import { parseDataset } from '../render/form-model';
import type { IncomingActivity } from './incoming';
import { parseInputs } from '../render/tokens';

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
