/** Views and forms → Slack's messages, modals and Home, through the templates and within the limits. */
import type { types } from '@slack/bolt';
import { mostTyped } from '../../core/form';
import { cautionsAbove, type Choice, type Field, type FormView } from '../../core/form-view';
import type { Logger } from '../../core/log';
import type { View } from '../../core/reply';
import type { Cards } from '../../render/cards';
import { mrkdwn } from '../../render/escapes';
import { outsideMessages } from './outside-messages';
import { fit, type Tell } from './limits';
import { writeMetadata } from './metadata';
import type { Origin } from './origin';
import type { Beneath, Home, Message, Modal } from './slack-web';

/** What a modal says while there is nothing else to say. */
export type Waiting = 'loading' | 'saving' | 'done';

export interface Drawing {
  /** `mentions` is mrkdwn: who is mentioned, where the card says that. */
  message(view: View, mentions?: string): Message;
  beneath(view: View): Beneath;
  home(view: View): Home;
  form(form: FormView, origin: Origin): Modal;
  /** A view as the content of a modal. */
  page(title: string, view: View, origin: Origin): Modal;
  waiting(title: string, state: Waiting, origin: Origin): Modal;
}

export function createDrawing(cards: Cards, { strict, log }: { strict: boolean; log: Logger }): Drawing {
  const tellOf =
    (card: string): Tell =>
    (complaint) => {
      if (strict) throw new Error(`The card "${card}" is over Slack's limits: ${complaint}.`);
      log.error({ card, complaint }, 'card is over the limits of Slack');
    };
  const blocksOf = (view: View, mentions = ''): types.KnownBlock[] => {
    const { blocks } = cards.draw(view.card, { ...view.model, mentions }) as { blocks: readonly Grouped[] };
    return blocks.flatMap(ungrouped);
  };
  const modal = (card: string, model: object): Modal => fit(cards.draw(card, model) as Modal, 'modal', tellOf(card));
  return {
    message: (view, mentions) =>
      fit({ text: mrkdwn(view.text), blocks: blocksOf(view, mentions) }, 'message', tellOf(view.card)),
    beneath: (view) => fit({ blocks: outsideMessages(blocksOf(view)) }, 'message', tellOf(view.card)),
    home: (view) => fit({ type: 'home', blocks: outsideMessages(blocksOf(view)) }, 'home', tellOf(view.card)),
    form(form, origin) {
      const drawn = cards.draw('form', {
        title: form.title,
        submit: form.submit,
        problem: form.problem,
        step: form.step,
        back: form.back ? 'back' : '',
        cautions: cautionsAbove(form).map((text) => ({ text })),
        remarks: form.remarks.map(({ text, link = { label: '', url: '' } }) => ({ text, link })),
        fields: form.fields.map((field) => fieldModel(field, form)),
        metadata: writeMetadata({ origin, key: form.key }),
      }) as Modal & { blocks: readonly Grouped[] };
      return fit({ ...drawn, blocks: drawn.blocks.flatMap(ungrouped) }, 'modal', tellOf('form'));
    },
    page: (title, view, origin) =>
      modal('page', { title, blocks: outsideMessages(blocksOf(view)), metadata: writeMetadata({ origin }) }),
    waiting: (title, state, origin) => modal('waiting', { title, state, metadata: writeMetadata({ origin }) }),
  };
}

/** Several blocks for one thing of the model: what a template cannot say by itself. */
type Grouped = types.KnownBlock | { readonly group: readonly types.KnownBlock[] };

const ungrouped = (block: Grouped): readonly types.KnownBlock[] => ('group' in block ? block.group : [block]);

/** Every name that the template asks for is there, whatever the type of the field. */
function fieldModel(field: Field, { values, labels, errors }: FormView): object {
  const value = values[field.id] ?? '';
  return {
    ...blank,
    ...field,
    ...asText(field),
    optional: !field.required,
    value,
    error: errors[field.id] ?? '',
    chosen: chosenOf(field, value, labels[field.id]),
    several: severalOf(field, value),
  };
}

const blank = { hint: '', lines: 'one', max: 3000, minimum: 0, options: [] };

/** A number field of Slack takes nothing but digits and a dot, and would not let people write numbers as they do. */
const asText = ({ type }: Field): object => (type === 'number' ? { type: 'text', max: mostTyped } : {});

/** Those of the options that are chosen; Slack refuses any other. */
const severalOf = (field: Field, value: string): readonly Choice[] =>
  field.type === 'choices' ? field.options.filter((option) => value.split(',').includes(option.value)) : [];

const nothing: Choice = { value: '', label: '' };

function chosenOf(field: Field, value: string, label: string | undefined): Choice {
  if (value === '') return nothing;
  const known = field.type === 'choice' ? field.options : field.type === 'lookup' ? [field.chosen] : [];
  return known.find((choice) => choice?.value === value) ?? { value, label: label ?? `#${value}` };
}
