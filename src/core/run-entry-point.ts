/** A platform's own pages, menus, searches and links as operations of the pipeline. */
import type { EntryPoints, EntryPointHandlers, SearchResults } from './entry-points';
import { openFormFor, type OpenFormDeps } from './forms/form-operations';
import { openForm } from './forms/definition';
import type { View } from './reply';

interface EntryPointsDeps<S> extends OpenFormDeps<S> {
  readonly entries: EntryPointHandlers<S>;
}

export function createEntryPoints<S>(deps: EntryPointsDeps<S>): EntryPoints {
  const { entries, registry, pipeline } = deps;
  const { searchFormId, saveMessageFormId } = entries;
  const titleOf = (id: string): string => registry.form(id)?.title ?? '';
  return {
    titles: { search: titleOf(searchFormId), saveMessage: titleOf(saveMessageFormId) },
    search: (interaction) => openFormFor(deps, interaction, openForm(searchFormId, {})),
    saveMessage: (message, interaction) => openFormFor(deps, interaction, openForm(saveMessageFormId, { message })),

    async home(interaction) {
      const { view } = await pipeline.run<{ kind: 'view'; view: View }>(interaction, {
        kind: 'home',
        audience: 'linked',
        permission: undefined,
        run: async (context) => ({ kind: 'view', view: await entries.home(context) }),
        fail: ({ view: problem }) => ({ kind: 'view', view: problem }),
      });
      return view;
    },

    async findMatches(typed, interaction) {
      const { results, problem } = await pipeline.run<SearchResults & { kind: 'hits' }>(interaction, {
        kind: 'search',
        audience: 'linked',
        permission: undefined,
        run: async (context) => ({ kind: 'hits', results: await entries.findMatches(context, typed), problem: '' }),
        fail: ({ view }) => ({ kind: 'hits', results: [], problem: view.text }),
      });
      return { results, problem };
    },

    async unfurl(link, interaction) {
      const result = await pipeline.run<{ kind: 'view'; view: View } | { kind: 'none' }>(interaction, {
        kind: 'unfurl',
        isUnasked: true,
        audience: 'linked',
        permission: undefined,
        async run(context) {
          const view = await entries.unfurl(context, link);
          return view === undefined ? { kind: 'none' } : { kind: 'view', view };
        },
        fail: () => ({ kind: 'none' }),
      });
      return result.kind === 'view' ? result.view : undefined;
    },
  };
}
