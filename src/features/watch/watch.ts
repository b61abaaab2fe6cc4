/** The feature `watch`: a conversation gets news of one opportunity, or of all that are won, lost, moved or new. */
import { z } from 'zod';
import { isSameConversation, type Conversation } from '../../core/interaction';
import { AccessDenied, NotFound } from '../../core/errors';
import { handleButton, type Feature } from '../../core/feature';
import { openForm, type FormRequest, defineForm } from '../../core/forms/definition';
import { replaceWith, type Reply, type View } from '../../core/reply';
import type { Tokens } from '../../core/commands/tokenize';
import { watchKinds, type Watch, type WatchKind } from './detect-changes';
import { watchFormButton, watchStopButton, kindLabels, watchSettingsView, type WatchItem } from './views';
import { postingProblemIn, conversationFor, assertEditor } from '../subscribing/set-up';
import { moneyKind } from '../changing/edit-form';
import { formatOf, type FeatureContext, type Services } from '../services';
import { parseWatchCommand, opensWatchForm } from './parse-watch';

const formId = 'watch.settings';

const form = defineForm<Services, Record<string, never>>({
  id: formId,
  version: 1,
  title: watchFormButton.title,
  submitLabel: 'Watch',
  states: { 1: z.object({}) },
  async open(context) {
    const existing = (await watchesHere(context)).find(({ opportunity }) => opportunity === undefined);
    assertEditor(context, 'watch', existing);
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
        kinds: (existing?.kinds ?? ['won', 'lost']).join(','),
        ...(existing?.newFrom === undefined ? {} : { newFrom: String(existing.newFrom) }),
      },
    };
  },
  async submit(context, raw) {
    const conversation = await conversationFor(context);
    const problem = await postingProblemIn(context, conversation);
    if (problem !== undefined) return problem;
    const kinds = (raw['kinds'] ?? '').split(',') as WatchKind[];
    return watchKindsHere(context, conversation, {
      kinds,
      newFrom: raw['newFrom'] === undefined ? undefined : Number(raw['newFrom']),
    });
  },
});

/** The watches of this conversation. */
async function watchesHere(context: FeatureContext): Promise<readonly Watch[]> {
  const conversation = await conversationFor(context);
  return (await context.services.watches.all()).filter((one) => isSameConversation(one.place, conversation));
}

const watchId = ({ platform, conversation }: Conversation, opportunity: number | undefined): string =>
  `${platform}:${conversation}:${opportunity === undefined ? 'all' : String(opportunity)}`;

async function saveWatch(
  context: FeatureContext,
  conversation: Conversation,
  settings: Pick<Watch, 'opportunity' | 'kinds' | 'newFrom'>,
): Promise<void> {
  const { interaction, user, services, log } = context;
  const id = watchId(conversation, settings.opportunity);
  assertEditor(
    context,
    'watch',
    (await services.watches.all()).find((one) => one.id === id),
  );
  await services.watches.save({ ...settings, id, place: conversation, author: interaction.person, resource: user.id });
  log.info({ watch: id }, 'watching');
}

async function watchKindsHere(
  context: FeatureContext,
  conversation: Conversation,
  { kinds, newFrom }: { kinds: readonly WatchKind[]; newFrom: number | undefined },
): Promise<Reply> {
  await saveWatch(context, conversation, { kinds, newFrom });
  return replaceWith(await watchListCard(context, 'I watch, and tell it here.'));
}

async function watchOne(context: FeatureContext, opportunity: number): Promise<Reply> {
  const { fields } = await context.services.opportunities.get(opportunity);
  const conversation = await postableConversation(context);
  await saveWatch(context, conversation, { opportunity, kinds: watchKinds });
  return replaceWith(await watchListCard(context, `I watch ${fields.title}, and tell here what happens to it.`));
}

/** Throws `AccessDenied`, with what to do, where the bot cannot post. */
async function postableConversation(context: FeatureContext): Promise<Conversation> {
  const conversation = await conversationFor(context);
  const problem = await context.services.outlet.findPostingProblem(conversation);
  if (problem !== undefined) throw new AccessDenied(problem.userMessage, { hint: problem.hint });
  return conversation;
}

async function stopWatches(context: FeatureContext, watches: readonly Watch[]): Promise<Reply> {
  if (watches.length === 0) throw notWatched(context);
  for (const one of watches) assertEditor(context, 'watch', one);
  for (const { id } of watches) await context.services.watches.remove(id);
  return replaceWith(await watchListCard(context, 'I stopped watching that.'));
}
const notWatched = ({ interaction }: FeatureContext): NotFound =>
  new NotFound('I do not watch that here.', { hint: `${interaction.prefix}watch list shows what I watch.` });

/** Titles are read anew: none is stored. */
async function watchListCard(context: FeatureContext, news = ''): Promise<View> {
  const { opportunities } = context.services;
  const rows = await Promise.all(
    (await watchesHere(context)).map(async (watch): Promise<WatchItem> => {
      if (watch.opportunity === undefined) return { watch, title: '' };
      const opportunity = await opportunities.get(watch.opportunity).catch(() => undefined);
      return { watch, title: opportunity?.fields.title ?? `#${String(watch.opportunity)}` };
    }),
  );
  return watchSettingsView(rows, { news, format: formatOf(context) });
}

async function run(context: FeatureContext, tokens: Tokens): Promise<FormRequest | Reply> {
  const command = parseWatchCommand(context, tokens);
  switch (command.what) {
    case 'form':
      return openForm(formId, {});
    case 'list':
      return replaceWith(await watchListCard(context));
    case 'one':
      return watchOne(context, command.opportunity);
    case 'kinds':
      return watchKindsHere(context, await postableConversation(context), command);
    case 'stop all':
      return stopWatches(context, await watchesHere(context));
    case 'stop one': {
      const watches = await watchesHere(context);
      return stopWatches(
        context,
        watches.filter(({ opportunity }) => opportunity === command.opportunity),
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
      opens: (tokens) => (opensWatchForm(tokens) ? watchFormButton.title : undefined),
      run,
    },
  ],
  actions: [
    handleButton(watchFormButton, () => Promise.resolve(openForm(formId, {}))),
    handleButton(watchStopButton, async (context: FeatureContext, { watch: id }) =>
      stopWatches(
        context,
        (await context.services.watches.all()).filter((one) => one.id === id),
      ),
    ),
  ],
  forms: [form],
};
