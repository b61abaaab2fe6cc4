/** Look opportunities up: by number, by link, by words. */
import { NotFound } from '../core/errors';
import { onPress, type Feature } from '../core/feature';
import { replaceWith, showToAsker, type Reply } from '../core/reply';
import type { Words } from '../core/words';
import { refreshButton, showButton } from '../views/buttons';
import { idIn } from './choices';
import { readCriteria } from './criteria-words';
import { listing } from './listing';
import { readCard } from './opportunity-card';
import type { Here, Services } from './services';

export const findName = 'find';

const showOne = async (context: Here, id: number): Promise<Reply> => showToAsker(await readCard(context, id));

async function search(context: Here, words: Words): Promise<Reply> {
  const id = words.plain.length === 1 ? idIn(words) : undefined;
  if (id !== undefined) return showOne(context, id);
  const criteria = await readCriteria(context, words, { which: 'any' });
  const view = await listing(context, { criteria });
  if (view === undefined) throw nothingFor(context, criteria.text ?? words.rest, words);
  return showToAsker(view);
}

/** Nobody is answered with silence: the nearest verb and an example, or how to search. */
function nothingFor(context: Here, text: string, words: Words): NotFound {
  const { prefix } = context.arrival;
  const near = context.services.nearest(words.plain[0] ?? '');
  const usage = context.services.usages().find(({ name }) => name === near);
  const next =
    usage === undefined
      ? `Try a part of the title, the company or the contact, or ${prefix}help.`
      : `Did you mean ${usage.name}? For example: ${prefix}${usage.examples[0] ?? usage.name}`;
  return new NotFound(`No opportunity matches "${text}".`, { next });
}

export const find: Feature<Services> = {
  commands: [
    {
      name: findName,
      aliases: ['search', 'show', 'open', 'view'],
      summary: 'look up by number, link, title, company or contact; the verb may be left out',
      usage: '[find] <words, filters or number>',
      examples: ['acme firewall', '29681234', 'find "managed backup"'],
      audience: 'linked',
      run: search,
    },
  ],
  actions: [
    onPress(showButton, (context: Here, { id }) => showOne(context, id)),
    onPress(refreshButton, async (context: Here, { id }) => replaceWith(await readCard(context, id))),
  ],
};
