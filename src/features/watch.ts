/** Tell a conversation what happens: to one opportunity, or whatever is won, lost, moved or new. */
import { z } from 'zod';
import { isSamePlace, type Place } from '../core/arrival';
import { NotAllowed, NotFound } from '../core/errors';
import { onPress, type Feature } from '../core/feature';
import { openForm, type FormRequest } from '../core/form-request';
import { defineForm } from '../core/form';
import { replaceWith, type Reply, type View } from '../core/reply';
import type { Words } from '../core/words';
import { watchKinds, type Watch, type WatchKind } from '../opportunity/watch';
import { watchFormButton, watchStopButton } from '../views/buttons';
import { kindLabels, watchSettingsView, type Watched } from '../views/watch-settings';
import { obstacleIn, placeFor } from './conversation';
import { checkEditor } from './editors';
import { moneyKind } from './number-kinds';
import { formatOf, type Here, type Services } from './services';
import { readWatch, wantsForm } from './watch-words';

const formId = 'watch.settings';

const form = defineForm<Services, Record<string, never>>({
  id: formId,
  version: 1,
  title: watchFormButton.title,
  submitLabel: 'Watch',
  states: { 1: z.object({}) },
  async open(context) {
    const now = (await here(context)).find(({ opportunity }) => opportunity === undefined);
    checkEditor(context, 'watch', now);
    const options = watchKinds.map((value) => ({ value, label: kindLabels[value] }));
    return {
      remarks: [{ text: 'Tells this conversation what happens in Autotask, a few minutes later.' }],
      fields: [
        { id: 'kinds', label: 'Tell here what is', type: 'choices', required: true, options },
        {
          id: 'newFrom',
          label: 'New ones from this amount',
          hint: 'Left empty, every new one.',
          ...moneyKind,
          required: false,
        },
      ],
      values: {
        kinds: (now?.kinds ?? ['won', 'lost']).join(','),
        ...(now?.newFrom === undefined ? {} : { newFrom: String(now.newFrom) }),
      },
    };
  },
  async submit(context, raw) {
    const place = await placeFor(context);
    const obstacle = await obstacleIn(context, place);
    if (obstacle !== undefined) return obstacle;
    const kinds = (raw['kinds'] ?? '').split(',') as WatchKind[];
    return watchKindsHere(context, place, {
      kinds,
      newFrom: raw['newFrom'] === undefined ? undefined : Number(raw['newFrom']),
    });
  },
});

/** What this conversation is told. */
async function here(context: Here): Promise<readonly Watch[]> {
  const place = await placeFor(context);
  return (await context.services.watches.all()).filter((one) => isSamePlace(one.place, place));
}

const idOf = ({ platform, conversation }: Place, opportunity: number | undefined): string =>
  `${platform}:${conversation}:${opportunity === undefined ? 'all' : String(opportunity)}`;

async function save(
  context: Here,
  place: Place,
  wanted: Pick<Watch, 'opportunity' | 'kinds' | 'newFrom'>,
): Promise<void> {
  const { arrival, me, services, log } = context;
  const id = idOf(place, wanted.opportunity);
  checkEditor(
    context,
    'watch',
    (await services.watches.all()).find((one) => one.id === id),
  );
  await services.watches.save({ ...wanted, id, place, author: arrival.person, resource: me.id });
  log.info({ watch: id }, 'watching');
}

async function watchKindsHere(
  context: Here,
  place: Place,
  { kinds, newFrom }: { kinds: readonly WatchKind[]; newFrom: number | undefined },
): Promise<Reply> {
  await save(context, place, { kinds, newFrom });
  return replaceWith(await card(context, 'I watch, and tell it here.'));
}

async function watchOne(context: Here, opportunity: number): Promise<Reply> {
  const { fields } = await context.services.opportunities.get(opportunity);
  const place = await postable(context);
  await save(context, place, { opportunity, kinds: watchKinds });
  return replaceWith(await card(context, `I watch ${fields.title}, and tell here what happens to it.`));
}

/** Throws `NotAllowed`, with the step that helps, where the bot cannot post. */
async function postable(context: Here): Promise<Place> {
  const place = await placeFor(context);
  const obstacle = await context.services.outlet.canPost(place);
  if (obstacle !== undefined) throw new NotAllowed(obstacle.say, { next: obstacle.next });
  return place;
}

async function stop(context: Here, watches: readonly Watch[]): Promise<Reply> {
  if (watches.length === 0) throw notWatched(context);
  for (const one of watches) checkEditor(context, 'watch', one);
  for (const { id } of watches) await context.services.watches.remove(id);
  return replaceWith(await card(context, 'I stopped watching that.'));
}
const notWatched = ({ arrival }: Here): NotFound =>
  new NotFound('I do not watch that here.', { next: `${arrival.prefix}watch list shows what I watch.` });

/** Titles are read afresh: no title is kept. */
async function card(context: Here, news = ''): Promise<View> {
  const { opportunities } = context.services;
  const watched = await Promise.all(
    (await here(context)).map(async (watch): Promise<Watched> => {
      if (watch.opportunity === undefined) return { watch, title: '' };
      const found = await opportunities.get(watch.opportunity).catch(() => undefined);
      return { watch, title: found?.fields.title ?? `#${String(watch.opportunity)}` };
    }),
  );
  return watchSettingsView(watched, { news, format: formatOf(context) });
}

async function run(context: Here, words: Words): Promise<FormRequest | Reply> {
  const wanted = readWatch(context, words);
  switch (wanted.what) {
    case 'form':
      return openForm(formId, {});
    case 'list':
      return replaceWith(await card(context));
    case 'one':
      return watchOne(context, wanted.opportunity);
    case 'kinds':
      return watchKindsHere(context, await postable(context), wanted);
    case 'stop all':
      return stop(context, await here(context));
    case 'stop one': {
      const watches = await here(context);
      return stop(
        context,
        watches.filter(({ opportunity }) => opportunity === wanted.opportunity),
      );
    }
  }
}

export const watch: Feature<Services> = {
  commands: [
    {
      name: 'watch',
      aliases: ['follow'],
      summary: 'tell this conversation what happens: to one opportunity, or what is won, lost, moved or new',
      usage: 'watch [<number> | channel won,lost,stage,new>10k | list | stop [<number>]]',
      examples: ['watch 29681234', 'watch channel won,lost,new>10k', 'watch', 'watch stop 29681234'],
      audience: 'linked',
      opens: (words) => (wantsForm(words) ? watchFormButton.title : undefined),
      run,
    },
  ],
  actions: [
    onPress(watchFormButton, () => Promise.resolve(openForm(formId, {}))),
    onPress(watchStopButton, async (context: Here, { watch: id }) =>
      stop(
        context,
        (await context.services.watches.all()).filter((one) => one.id === id),
      ),
    ),
  ],
  forms: [form],
};
