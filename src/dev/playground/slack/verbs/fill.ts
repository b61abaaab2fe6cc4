/** A modal filled in: typed into, submitted, closed. */
import type { Courier } from '../courier';
import { contentOf, inputsOf, type Field } from '../inputs';
import type { Delivery, Piece, SlackPeer } from '../peer';
import type { Ground } from '../web-api/method';
import { wireView } from '../web-api/views';
import type { Window } from '../windows';
import { acknowledge } from './acknowledge';
import { common, topOf } from './payload';

type Fill = Pick<SlackPeer, 'type' | 'submit' | 'close'>;

export function createFill(ground: Ground, courier: Courier): Fill {
  const { world, windows, triggers } = ground;
  const top = (person: string): Window => topOf(ground, person);
  function type(person: string, values: Readonly<Record<string, string>>): Window {
    const window = top(person);
    const fields = inputsOf(window.view).map(({ block }) => block);
    const stranger = Object.keys(values).find((name) => !fields.includes(name));
    if (stranger !== undefined) throw new Error(`The form has no "${stranger}", but ${fields.join(', ')}.`);
    windows.change(person, { typed: { ...window.typed, ...values } });
    return top(person);
  }
  const payloadOf = (kind: string, person: string): Piece => ({
    type: kind,
    ...common(world.person(person)),
    view: wireView(top(person)),
  });

  return {
    type: ({ person, values }) => void type(person, values),

    async submit({ person, values = {} }) {
      const { view, typed } = type(person, values);
      const missing = inputsOf(view).filter((field) => !field.optional && contentOf(field, typed) === '');
      if (missing.length > 0) return unsent(ground, person, missing);
      const payload = {
        ...payloadOf('view_submission', person),
        trigger_id: triggers.trigger(person),
        response_urls: [],
      };
      const delivery = await courier.bring({ what: 'view_submission', kind: 'interactive', payload });
      acknowledge(ground, person, delivery);
      return delivery;
    },

    async close(person) {
      const payload = payloadOf('view_closed', person);
      const tells = top(person).view['notify_on_close'] === true;
      windows.close(person);
      if (tells) await courier.bring({ what: 'view_closed', kind: 'interactive', payload });
    },
  };
}

/** Slack's client does not send a form in which a required field is empty. */
function unsent({ windows }: Ground, person: string, missing: readonly Field[]): Delivery {
  const errors = Object.fromEntries(missing.map(({ block }) => [block, 'Please complete this required field.']));
  windows.change(person, { errors });
  return { status: 0, body: { errors }, milliseconds: 0 };
}
