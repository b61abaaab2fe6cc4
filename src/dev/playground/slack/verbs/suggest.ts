/** A look-up field searched: the bot supplies the options. */
import type { Courier } from '../courier';
import { inputsOf } from '../inputs';
import type { Piece, SlackPeer } from '../peer';
import { Refusal } from '../refusal';
import { complaintsAboutOptions } from '../schema';
import type { Ground } from '../web-api/method';
import { wireView } from '../web-api/views';
import { common, topOf } from './payload';

export function createSuggest(ground: Ground, courier: Courier): SlackPeer['suggest'] {
  const { world, windows } = ground;
  return async ({ person, field: block, text }) => {
    const window = topOf(ground, person);
    const element = inputsOf(window.view).find((one) => one.block === block)?.element;
    if (element?.['type'] !== 'external_select') throw new Error(`"${block}" is no look-up field.`);
    const payload = {
      type: 'block_suggestion',
      ...common(world.person(person)),
      container: { type: 'view', view_id: window.id },
      view: wireView(window),
      block_id: block,
      action_id: element['action_id'],
      value: text,
    };
    const { body } = await courier.bring({ what: 'block_suggestion', kind: 'interactive', payload });
    const wrong = complaintsAboutOptions(body);
    if (wrong.length > 0) throw new Refusal('invalid_options', wrong);
    const { options } = body as { readonly options: readonly Piece[] };
    windows.change(person, { suggested: [...window.suggested, ...options] });
    return options.map((option) => ({
      label: String((option['text'] as Piece)['text']),
      value: String(option['value']),
    }));
  };
}
