/** The entrances, answered by what the features provide: with the person admitted, and every failure in words. */
import type { Pipeline } from './pipeline';
import type { Context, PublicContext } from './context';
import type { FeatureRegistry } from './feature-registry';
import type { EntryPoints, EntryPointHandlers, ChatMessage } from './entry-points';
import { BotError } from './errors';
import { openForm, type FormRequest } from './forms/form-request';
import type { FormController } from './forms/form-controller';
import type { Interaction } from './interaction';
import type { Reply } from './reply';

export interface EntryPointsDeps<S> {
  readonly entries: EntryPointHandlers<S>;
  readonly registry: FeatureRegistry<S>;
  readonly pipeline: Pipeline<S>;
  readonly formController: FormController<S>;
}

export function createEntryPoints<S>({ entries, registry, pipeline, formController }: EntryPointsDeps<S>): EntryPoints {
  const titleOf = (id: string): string => registry.form(id)?.title ?? '';
  const authenticate = (open: PublicContext<S>, { form }: FormRequest): Promise<Context<S>> =>
    pipeline.authenticate(open, registry.permissionFor('form', form));
  function openFor(interaction: Interaction, request: FormRequest): Promise<Reply> {
    const open = pipeline.start(interaction, 'open', request.form);
    return pipeline.answer(open, async () => formController.open(await authenticate(open, request), request));
  }

  return {
    titles: { search: titleOf(entries.searchFormId), saveMessage: titleOf(entries.saveMessageFormId) },
    search: (interaction) => openFor(interaction, openForm(entries.searchFormId, {})),
    saveMessage: (message: ChatMessage, interaction) =>
      openFor(interaction, openForm(entries.saveMessageFormId, { message })),

    async home(interaction) {
      const open = pipeline.start(interaction, 'home');
      try {
        const view = await entries.home(await pipeline.authenticate(open));
        pipeline.finish(open, 'view');
        return view;
      } catch (error) {
        return pipeline.renderError(open, error);
      }
    },

    async findMatches(typed, interaction) {
      const open = pipeline.start(interaction, 'search');
      try {
        const results = await entries.findMatches(await pipeline.authenticate(open), typed);
        pipeline.finish(open, 'hits');
        return { results, problem: '' };
      } catch (error) {
        return { results: [], problem: pipeline.renderError(open, error).text };
      }
    },

    async unfurl(link, interaction) {
      const open = pipeline.start(interaction, 'unfurl');
      try {
        const view = await entries.unfurl(await pipeline.authenticate(open), link);
        pipeline.finish(open, view === undefined ? 'none' : 'view');
        return view;
      } catch (error) {
        // Nobody asked for the card: whoever may not see it hears nothing.
        open.log.info({ err: error }, 'not unfurled');
        pipeline.finish(open, error instanceof BotError ? error.code : 'fault');
        return undefined;
      }
    },
  };
}
