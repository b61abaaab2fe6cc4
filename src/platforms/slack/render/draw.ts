/** Views and forms → Slack's messages, modals and Home, through the templates and within the limits. */
import type { types } from '@slack/bolt';
import { maxNumberLength } from '../../../core/forms/definition';
import { warningsAbove, type Choice, type Field, type FormView } from '../../../core/forms/form-view';
import type { Logger } from '../../../core/log';
import type { View } from '../../../core/reply';
import type { CardTemplates } from '../../../render/cards';
import { mrkdwn } from '../../../render/escapes';
import { withoutMessageOnlyBlocks } from './message-blocks';
import { fitToLimits, type ReportExcess } from './limits';
import { formatModalMetadata } from './tokens';
import type { Origin } from '../outbound/origin';
import type { Unfurl, HomeView, OutgoingSlackMessage, ModalView } from '../outbound/slack-api';

/** What a modal says while there is nothing else to say. */
export type WaitingState = 'loading' | 'saving' | 'done';

export interface SlackRenderer {
  /** `mentions` is mrkdwn: who is mentioned, where the card says that. */
  message(view: View, mentions?: string): OutgoingSlackMessage;
  unfurl(view: View): Unfurl;
  home(view: View): HomeView;
  form(form: FormView, origin: Origin): ModalView;
  /** A view as the content of a modal. */
  page(title: string, view: View, origin: Origin): ModalView;
  waiting(title: string, state: WaitingState, origin: Origin): ModalView;
}

export function createSlackRenderer(
  cards: CardTemplates,
  { strict, log }: { strict: boolean; log: Logger },
): SlackRenderer {
  const reportFor =
    (card: string): ReportExcess =>
    (complaint) => {
      if (strict) throw new Error(`The card "${card}" is over Slack's limits: ${complaint}.`);
      log.error({ card, complaint }, 'card is over the limits of Slack');
    };
  const blocksOf = (view: View, mentions = ''): types.KnownBlock[] => {
    const { blocks } = cards.render(view.card, { ...view.model, mentions }) as { blocks: readonly BlockOrGroup[] };
    return blocks.flatMap(flattenGroup);
  };
  const modal = (card: string, model: object): ModalView =>
    fitToLimits(cards.render(card, model) as ModalView, 'modal', reportFor(card));
  return {
    message: (view, mentions) =>
      fitToLimits({ text: mrkdwn(view.text), blocks: blocksOf(view, mentions) }, 'message', reportFor(view.card)),
    unfurl: (view) =>
      fitToLimits({ blocks: withoutMessageOnlyBlocks(blocksOf(view)) }, 'message', reportFor(view.card)),
    home: (view) =>
      fitToLimits({ type: 'home', blocks: withoutMessageOnlyBlocks(blocksOf(view)) }, 'home', reportFor(view.card)),
    form(form, origin) {
      const rendered = cards.render('form', {
        title: form.title,
        submit: form.submit,
        problem: form.problem,
        step: form.step,
        back: form.back ? 'back' : '',
        cautions: warningsAbove(form).map((text) => ({ text })),
        remarks: form.remarks.map(({ text, link = { label: '', url: '' } }) => ({ text, link })),
        fields: form.fields.map((field) => fieldModel(field, form)),
        metadata: formatModalMetadata({ origin, key: form.key }),
      }) as ModalView & { blocks: readonly BlockOrGroup[] };
      return fitToLimits({ ...rendered, blocks: rendered.blocks.flatMap(flattenGroup) }, 'modal', reportFor('form'));
    },
    page: (title, view, origin) =>
      modal('page', {
        title,
        blocks: withoutMessageOnlyBlocks(blocksOf(view)),
        metadata: formatModalMetadata({ origin }),
      }),
    waiting: (title, state, origin) => modal('waiting', { title, state, metadata: formatModalMetadata({ origin }) }),
  };
}

/** Several blocks for one thing of the model: what a template cannot say by itself. */
type BlockOrGroup = types.KnownBlock | { readonly group: readonly types.KnownBlock[] };

const flattenGroup = (block: BlockOrGroup): readonly types.KnownBlock[] => ('group' in block ? block.group : [block]);

/** Every name that the template asks for is there, whatever the type of the field. */
function fieldModel(field: Field, { values, labels, errors }: FormView): object {
  const value = values[field.id] ?? '';
  return {
    ...defaultFieldModel,
    ...field,
    ...asTextField(field),
    optional: !field.required,
    value,
    error: errors[field.id] ?? '',
    chosen: selectedChoice(field, value, labels[field.id]),
    several: selectedOptions(field, value),
  };
}

const defaultFieldModel = { hint: '', lines: 'one', max: 3000, minimum: 0, options: [] };

/** A number field of Slack takes nothing but digits and a dot, and would not let people write numbers as they do. */
const asTextField = ({ type }: Field): object => (type === 'number' ? { type: 'text', max: maxNumberLength } : {});

/** Those of the options that are chosen; Slack refuses any other. */
const selectedOptions = (field: Field, value: string): readonly Choice[] =>
  field.type === 'choices' ? field.options.filter((option) => value.split(',').includes(option.value)) : [];

const noChoice: Choice = { value: '', label: '' };

function selectedChoice(field: Field, value: string, label: string | undefined): Choice {
  if (value === '') return noChoice;
  const known = field.type === 'choice' ? field.options : field.type === 'lookup' ? [field.chosen] : [];
  return known.find((choice) => choice?.value === value) ?? { value, label: label ?? `#${value}` };
}
