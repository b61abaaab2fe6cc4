/** A look-up field searched: the bot supplies the options. */
import type { EventSender } from '../event-sender';
import { inputsOf } from '../inputs';
import type { SlackJson, FakeSlack } from '../fake-slack';
import { SlackApiError } from '../refusal';
import { complaintsAboutOptions } from '../schema';
import type { FakeSlackContext } from '../web-api/method';
import { viewPayload } from '../web-api/views';
import { commonPayload, topModalOf } from './payload';

export function createSuggestAction(context: FakeSlackContext, sender: EventSender): FakeSlack['suggest'] {
  const { world, modals } = context;
  return async ({ person, field: block, text }) => {
    const modal = topModalOf(context, person);
    const element = inputsOf(modal.view).find((one) => one.block === block)?.element;
    if (element?.['type'] !== 'external_select') throw new Error(`"${block}" is no look-up field.`);
    const payload = {
      type: 'block_suggestion',
      ...commonPayload(world.person(person)),
      container: { type: 'view', view_id: modal.id },
      view: viewPayload(modal),
      block_id: block,
      action_id: element['action_id'],
      value: text,
    };
    const { body } = await sender.send({ what: 'block_suggestion', kind: 'interactive', payload });
    const complaints = complaintsAboutOptions(body);
    if (complaints.length > 0) throw new SlackApiError('invalid_options', complaints);
    const { options } = body as { readonly options: readonly SlackJson[] };
    modals.change(person, { suggested: [...modal.suggested, ...options] });
    return options.map((option) => ({
      label: String((option['text'] as SlackJson)['text']),
      value: String(option['value']),
    }));
  };
}
