/** The one `Bot`: finds the feature, admits the person, runs it. Never rejects: every failure becomes words. */
import { createPipeline, type Pipeline, type PipelineDeps } from './pipeline';
import type { Interaction } from './interaction';
import type { Bot } from './bot';
import type { Context, PublicContext } from './context';
import type { FeatureRegistry } from './feature-registry';
import { createEntryPoints } from './run-entry-point';
import type { ShutdownAbort } from './shutdown';
import type { EntryPointHandlers } from './entry-points';
import { BotError, InvalidInput } from './errors';
import { openForm, type FormRequest } from './forms/form-request';
import type { FormSubmission, FormKey } from './forms/form-view';
import { createFormController, type FormController } from './forms/form-controller';
import { withViewer, showToAsker, type Reply } from './reply';
import type { CardRegistry } from './cards/card-registry';
import type { CardRefresh } from './cards/card-refresh';
import { withSanitizedInput } from './sanitize';
import { routeCommand, type DefaultCommands } from './commands/route-command';

export interface BotDeps<S> extends PipelineDeps<S> {
  readonly registry: FeatureRegistry<S>;
  readonly defaults: DefaultCommands;
  readonly entries: EntryPointHandlers<S>;
  readonly cardRegistry: CardRegistry;
  readonly cardRefresh: CardRefresh;
  readonly shutdown: ShutdownAbort;
}

interface BotInternals<S> extends BotDeps<S> {
  readonly pipeline: Pipeline<S>;
  readonly formController: FormController<S>;
}
type CommandHandlers = Pick<
  Bot,
  'formTitleForCommand' | 'changesWithoutForm' | 'formTitleForButton' | 'command' | 'act' | 'trackCard'
>;
type FormHandlers = Pick<Bot, 'open' | 'check' | 'suggest' | 'submit'>;

export function createBot<S>(deps: BotDeps<S>): Bot {
  const internals = {
    ...deps,
    pipeline: createPipeline(deps),
    formController: createFormController(deps.registry, deps.store),
  };
  return withSanitizedInput({
    ...commandHandlers(internals),
    ...formHandlers(internals),
    ...createEntryPoints(internals),
  });
}

/** What is typed and what is pressed. */
function commandHandlers<S>(internals: BotInternals<S>): CommandHandlers {
  const { registry, pipeline, formController, cardRegistry } = internals;
  const route = (text: string) => routeCommand(registry, internals.defaults, text);
  const resolveReply = async (context: Context<S>, result: FormRequest | Reply): Promise<Reply> =>
    result.kind === 'open'
      ? formController.open(context, result)
      : publishChange(internals, result, context.interaction);

  return {
    formTitleForCommand(text) {
      const { command, tokens } = route(text);
      return command.opens?.(tokens);
    },
    changesWithoutForm(text) {
      const { command, tokens } = route(text);
      return registry.permissionFor('command', command.name) !== undefined && command.opens?.(tokens) === undefined;
    },
    formTitleForButton: (token) => registry.action(token.id)?.opens,

    async command(text, interaction) {
      const { command, tokens } = route(text);
      const open = pipeline.start(interaction, 'command', command.name);
      return pipeline.answer(open, async () => {
        if (command.audience === 'everyone') {
          pipeline.authorize(open);
          return command.run(open, tokens);
        }
        const context = await pipeline.authenticate(open, registry.permissionFor('command', command.name));
        return resolveReply(context, await command.run(context, tokens));
      });
    },

    async act(token, interaction) {
      const open = pipeline.start(interaction, 'button', token.id);
      const permission = registry.permissionFor('button', token.id);
      const act = async (): Promise<Reply> => {
        const action = registry.action(token.id);
        if (action === undefined) throw outdatedCard();
        if (action.audience === 'everyone') {
          pipeline.authorize(open);
          return publishChange(internals, await action.run(open, token), interaction);
        }
        const context = await pipeline.authenticate(open, permission);
        return resolveReply(context, await action.run(context, token));
      };
      // A card that is drawn anew by itself has its answer in the response alone: whoever asks again needs it again.
      return pipeline.answer(open, act, interaction.isAutoRefresh && permission === undefined);
    },

    async trackCard(card, { subject, viewer = {} }) {
      // A card without an id of its own can be reached by nobody but the one who was just answered.
      if (subject !== undefined && card.message !== undefined)
        await cardRegistry.track(subject, { card, reader: viewer });
    },
  };
}

/** What is filled in. */
function formHandlers<S>(internals: BotInternals<S>): FormHandlers {
  const { registry, pipeline, formController } = internals;
  const authenticate = (open: PublicContext<S>, { id }: FormKey): Promise<Context<S>> =>
    pipeline.authenticate(open, registry.permissionFor('form', id));
  /** Undefined for a delivery that was seen before. */
  const submitOnce = async (open: PublicContext<S>, key: FormKey, submission: FormSubmission) =>
    (await pipeline.isFirst(open.interaction))
      ? formController.submit(await authenticate(open, key), key, submission)
      : undefined;

  return {
    async open(key, interaction) {
      const open = pipeline.start(interaction, 'open', key.id);
      const request = openForm(key.id, key.state);
      return pipeline.answer(open, async () => formController.open(await authenticate(open, key), request));
    },

    async check(key, raw) {
      try {
        return await formController.check(key, raw);
      } catch (error) {
        // The form stays open, with the words at its first field: nothing that was typed is lost.
        const [first] = Object.keys(raw);
        internals.log.error({ err: error, form: key.id }, 'a form could not be checked');
        return first === undefined ? {} : { [first]: userMessageOf(error) };
      }
    },

    async suggest(key, lookup, interaction) {
      const open = pipeline.start(interaction, 'suggest', `${key.id}.${lookup.field}`);
      try {
        const choices = await registry.form(key.id)?.suggest(await authenticate(open, key), lookup);
        pipeline.finish(open, 'choices');
        return choices ?? [];
      } catch (error) {
        pipeline.renderError(open, error);
        return [];
      }
    },

    async submit(key, submission, interaction) {
      const open = pipeline.start(interaction, 'form', key.id);
      try {
        const result = await internals.shutdown.abortable(submitOnce(open, key, submission));
        if (result === undefined) return finishRepeated(pipeline, open);
        pipeline.finish(open, result.kind);
        return result.kind === 'invalid' ? result : await publishChange(internals, result, interaction);
      } catch (error) {
        const view = pipeline.renderError(open, error);
        const failure = { view, error, person: interaction.person };
        const formWithFailure = await formController
          .rerenderWithFailure(key, submission, failure)
          .catch(() => undefined);
        return (
          formWithFailure ?? showToAsker(internals.explain(asBotError(error), open.reference, typedTexts(submission)))
        );
      }
    },
  };
}

const asBotError = (error: unknown): BotError | undefined => (error instanceof BotError ? error : undefined);

/** What somebody wrote, not what they chose. */
const typedTexts = ({ values }: FormSubmission): readonly string[] =>
  Object.values(values).filter((value) => /\p{L}/u.test(value) && value !== 'true');

function finishRepeated<S>(pipeline: Pipeline<S>, open: PublicContext<S>): Reply {
  pipeline.finish(open, 'repeated');
  return { kind: 'none' };
}

/** Tells the other cards of a change, and notes on a card for whom it was drawn. */
async function publishChange<S>(
  { cardRefresh }: BotInternals<S>,
  reply: Reply,
  { card, person }: Interaction,
): Promise<Reply> {
  if (reply.kind === 'replace' && reply.change !== undefined) await cardRefresh.enqueue(reply.change, card);
  return reply.kind === 'show' || reply.kind === 'replace' ? { ...reply, view: withViewer(reply.view, person) } : reply;
}

const userMessageOf = (error: unknown): string =>
  error instanceof BotError
    ? `${error.userMessage} ${error.hint ?? ''}`.trim()
    : 'Something went wrong on my side. Try again.';

const outdatedCard = (): InvalidInput =>
  new InvalidInput('This card is from a version that I no longer know.', { hint: 'Look the opportunity up again.' });
