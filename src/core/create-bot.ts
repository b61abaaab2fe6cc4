/** The one `Bot`: what is typed, pressed, filled in or opened in another way, each an operation of the pipeline. */
import type { Bot } from './bot';
import type { ActionToken } from './cards/button';
import type { CardRegistry } from './cards/card-refresh';
import type { Tokens } from './commands/tokenize';
import type { Context, PublicContext } from './context';
import type { EntryPointHandlers } from './entry-points';
import { InvalidInput } from './errors';
import { matchCommand, type DefaultCommands, type FeatureRegistry } from './feature-registry';
import { createFormController, type FormController } from './forms/form-controller';
import { createFormOperations } from './forms/form-operations';
import type { FormRequest } from './forms/definition';
import { answerOnce, createPipeline, type Pipeline, type PipelineDeps, type Runnable } from './pipeline';
import type { Reply } from './reply';
import { createEntryPoints } from './run-entry-point';
import { withSanitizedInput } from './sanitize';

export interface BotDeps<S> extends PipelineDeps<S> {
  readonly registry: FeatureRegistry<S>;
  readonly defaults: DefaultCommands;
  readonly entries: EntryPointHandlers<S>;
  readonly cardRegistry: CardRegistry;
}

interface BotInternals<S> extends BotDeps<S> {
  readonly pipeline: Pipeline<S>;
  readonly formController: FormController<S>;
}
type CommandHandlers = Pick<Bot, 'route' | 'formTitleForButton' | 'act' | 'trackCard'>;

export function createBot<S>(deps: BotDeps<S>): Bot {
  const internals = {
    ...deps,
    pipeline: createPipeline(deps),
    formController: createFormController(deps.registry, deps.store),
  };
  return withSanitizedInput({
    ...commandHandlers(internals),
    ...createFormOperations(internals),
    ...createEntryPoints(internals),
  });
}

/** What is typed and what is pressed. */
function commandHandlers<S>(internals: BotInternals<S>): CommandHandlers {
  const { registry, pipeline, cardRegistry } = internals;
  return {
    route(text) {
      const { command, tokens } = matchCommand(registry, internals.defaults, text);
      const { name } = command;
      const permission = registry.permissionFor('command', name);
      const formTitle = command.opens?.(tokens);
      const runnable = bind(internals, { permission, target: command, input: tokens });
      return {
        formTitle,
        changesAtOnce: permission !== undefined && formTitle === undefined,
        run: (interaction) => pipeline.run(interaction, { kind: 'command', name, ...answerOnce, ...runnable }),
      };
    },

    formTitleForButton: ({ id }) => registry.action(id)?.opens,

    act(token, interaction) {
      const permission = registry.permissionFor('button', token.id);
      const target = registry.action(token.id) ?? outdatedAction;
      const operation = { kind: 'button', name: token.id, ...answerOnce };
      // A card that is drawn anew by itself has its answer in the response alone: whoever asks again needs it again.
      const repeatable = interaction.isAutoRefresh && permission === undefined ? { repeated: undefined } : {};
      return pipeline.run(interaction, {
        ...operation,
        ...repeatable,
        ...bind(internals, { permission, target, input: token }),
      });
    },

    async trackCard(card, { subject, viewer = {} }) {
      // A card without an id of its own can be reached by nobody but the one who was just answered.
      if (subject !== undefined && card.message !== undefined)
        await cardRegistry.track(subject, { card, reader: viewer });
    },
  };
}

/** A command or a button. */
type Target<S, I> =
  | { readonly audience: 'everyone'; run(context: PublicContext<S>, input: I): Promise<Reply> }
  | { readonly audience: 'linked'; run(context: Context<S>, input: I): Promise<FormRequest | Reply> };

/** The same with what was typed or pressed; a form that it asks for is opened. */
function bind<S, I extends Tokens | ActionToken>(
  { formController }: BotInternals<S>,
  { permission, target, input }: { permission: string | undefined; target: Target<S, I>; input: I },
): Runnable<S, Reply> {
  if (target.audience === 'everyone')
    return { audience: target.audience, run: (context) => target.run(context, input) };
  return {
    audience: target.audience,
    permission,
    async run(context) {
      const result = await target.run(context, input);
      return result.kind === 'open' ? formController.open(context, result) : result;
    },
  };
}

const outdatedAction = {
  audience: 'everyone',
  run: (): Promise<Reply> =>
    Promise.reject(
      new InvalidInput('This card is from a version that I no longer know.', {
        hint: 'Look the opportunity up again.',
      }),
    ),
} as const;
