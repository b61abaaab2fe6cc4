/** Forms as operations of the pipeline: opened, looked up in, sent off; nothing that was typed is lost when one fails. */
import type { Bot } from '../bot';
import { BotError } from '../errors';
import type { FeatureRegistry } from '../feature-registry';
import type { Interaction } from '../interaction';
import type { Logger } from '../log';
import { answerOnce, type Pipeline, type PipelineDeps } from '../pipeline';
import { showToAsker, type Reply } from '../reply';
import type { FormController } from './form-controller';
import { openForm, type FormRequest } from './definition';
import type { Choice, FormKey, FormSubmission } from './form-view';

export interface OpenFormDeps<S> {
  readonly registry: FeatureRegistry<S>;
  readonly pipeline: Pipeline<S>;
  readonly formController: FormController<S>;
}
interface FormOperationsDeps<S> extends OpenFormDeps<S>, Pick<PipelineDeps<S>, 'explain'> {
  readonly log: Logger;
}
type FormOperations = Pick<Bot, 'open' | 'check' | 'suggest' | 'submit'>;

export function createFormOperations<S>(deps: FormOperationsDeps<S>): FormOperations {
  const { registry, pipeline, formController, explain } = deps;
  const permissionFor = ({ id }: FormKey) => registry.permissionFor('form', id);
  return {
    open: ({ id, state }, interaction) => openFormFor(deps, interaction, openForm(id, state)),

    async check(key, raw) {
      try {
        return await formController.check(key, raw);
      } catch (error) {
        // The form stays open, with the words at its first field: nothing that was typed is lost.
        const [first] = Object.keys(raw);
        deps.log.error({ err: error, form: key.id }, 'a form could not be checked');
        return first === undefined ? {} : { [first]: userMessageOf(error) };
      }
    },

    async suggest(key, lookup, interaction) {
      const { choices } = await pipeline.run<{ kind: 'choices'; choices: readonly Choice[] }>(interaction, {
        kind: 'suggest',
        name: `${key.id}.${lookup.field}`,
        audience: 'linked',
        permission: permissionFor(key),
        run: async (context) => ({
          kind: 'choices',
          choices: (await registry.form(key.id)?.suggest(context, lookup)) ?? [],
        }),
        fail: () => ({ kind: 'choices', choices: [] }),
      });
      return choices;
    },

    submit: (key, submission, interaction) =>
      pipeline.run<Awaited<ReturnType<Bot['submit']>>>(interaction, {
        kind: 'form',
        name: key.id,
        repeated: { kind: 'none' },
        isAbortable: true,
        audience: 'linked',
        permission: permissionFor(key),
        run: (context) => formController.submit(context, key, submission),
        async fail({ reference, ...failure }) {
          const { person } = interaction;
          const again = formController.rerenderWithFailure(key, submission, { ...failure, person });
          // Without the form, its words stand beside the failure.
          const explainAll = () => explain(asBotError(failure.error), reference, typedTexts(submission));
          return (await again.catch(() => undefined)) ?? showToAsker(explainAll());
        },
      }),
  };
}

export const openFormFor = <S>(
  { registry, pipeline, formController }: OpenFormDeps<S>,
  interaction: Interaction,
  request: FormRequest,
): Promise<Reply> =>
  pipeline.run<Reply>(interaction, {
    kind: 'open',
    name: request.form,
    ...answerOnce,
    audience: 'linked',
    permission: registry.permissionFor('form', request.form),
    run: (context) => formController.open(context, request),
  });

const asBotError = (error: unknown): BotError | undefined => (error instanceof BotError ? error : undefined);

/** What somebody wrote, not what they chose. */
const typedTexts = ({ values }: FormSubmission): readonly string[] =>
  Object.values(values).filter((value) => /\p{L}/u.test(value) && value !== 'true');

const userMessageOf = (error: unknown): string =>
  error instanceof BotError
    ? `${error.userMessage} ${error.hint ?? ''}`.trim()
    : 'Something went wrong on my side. Try again.';
