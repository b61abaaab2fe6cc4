/** A modal filled in: typed into, submitted, closed. */
import type { EventSender } from '../event-sender';
import { fieldContent, inputsOf, type ModalField } from '../inputs';
import type { SlackDelivery, SlackJson, FakeSlack } from '../fake-slack';
import type { FakeSlackContext } from '../web-api/method';
import { viewPayload } from '../web-api/views';
import type { OpenView } from '../modals';
import { applyAcknowledgement } from './acknowledge';
import { commonPayload, topModalOf } from './payload';

type ModalActions = Pick<FakeSlack, 'type' | 'submit' | 'close'>;

export function createModalActions(context: FakeSlackContext, sender: EventSender): ModalActions {
  const { world, modals, triggers } = context;
  const top = (person: string): OpenView => topModalOf(context, person);
  function type(person: string, values: Readonly<Record<string, string>>): OpenView {
    const modal = top(person);
    const fields = inputsOf(modal.view).map(({ block }) => block);
    const unknownField = Object.keys(values).find((name) => !fields.includes(name));
    if (unknownField !== undefined) throw new Error(`The form has no "${unknownField}", but ${fields.join(', ')}.`);
    modals.change(person, { typed: { ...modal.typed, ...values } });
    return top(person);
  }
  const payloadOf = (kind: string, person: string): SlackJson => ({
    type: kind,
    ...commonPayload(world.person(person)),
    view: viewPayload(top(person)),
  });

  return {
    type: ({ person, values }) => void type(person, values),

    async submit({ person, values = {} }) {
      const { view, typed } = type(person, values);
      const missing = inputsOf(view).filter((field) => !field.optional && fieldContent(field, typed) === '');
      if (missing.length > 0) return showMissingFields(context, person, missing);
      const payload = {
        ...payloadOf('view_submission', person),
        trigger_id: triggers.trigger(person),
        response_urls: [],
      };
      const delivery = await sender.send({ what: 'view_submission', kind: 'interactive', payload });
      applyAcknowledgement(context, person, delivery);
      return delivery;
    },

    async close(person) {
      const payload = payloadOf('view_closed', person);
      const notifies = top(person).view['notify_on_close'] === true;
      modals.close(person);
      if (notifies) await sender.send({ what: 'view_closed', kind: 'interactive', payload });
    },
  };
}

/** Slack's client does not send a form in which a required field is empty. */
function showMissingFields(
  { modals }: FakeSlackContext,
  person: string,
  missing: readonly ModalField[],
): SlackDelivery {
  const errors = Object.fromEntries(missing.map(({ block }) => [block, 'Please complete this required field.']));
  modals.change(person, { errors });
  return { status: 0, body: { errors }, milliseconds: 0 };
}
