/** `views.*` of the Web API. */
import { Refusal } from '../refusal';
import { bot, team } from '../seed';
import { stateValues } from '../inputs';
import type { Window } from '../windows';
import { textOf, viewOf, type Method } from './method';

export const open: Method = ({ windows, triggers }, sent) => {
  const view = viewOf(sent);
  return { view: wireView(windows.show(triggers.spend(textOf(sent, 'trigger_id')), view)) };
};

export const push: Method = ({ windows, triggers }, sent) => {
  const view = viewOf(sent);
  return { view: wireView(windows.push(triggers.spend(textOf(sent, 'trigger_id')), view)) };
};

export const update: Method = ({ windows }, sent) => {
  const hash = textOf(sent, 'hash');
  return { view: wireView(windows.replace(textOf(sent, 'view_id'), viewOf(sent), hash === '' ? undefined : hash)) };
};

export const publish: Method = ({ world, homes }, sent) => {
  const person = world.personById(textOf(sent, 'user_id'));
  if (person === undefined) throw new Refusal('invalid_arguments', ['invalid `user_id`']);
  const hash = textOf(sent, 'hash');
  return { view: wireView(homes.publish(person.key, viewOf(sent, 'home'), hash === '' ? undefined : hash)) };
};

/** A view as answers and payloads carry it. */
export function wireView({ id, view, hash, typed, suggested }: Window): object {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view,
    id,
    hash,
    team_id: team.id,
    app_id: bot.appId,
    bot_id: bot.botId,
    app_installed_team_id: team.id,
    root_view_id: id,
    previous_view_id: null,
    state: { values: stateValues(view, typed, suggested) },
  };
}
