/** `views.*` of the Web API. */
import { SlackApiError } from '../refusal';
import { bot, team } from '../seed';
import { stateValues } from '../inputs';
import type { OpenView } from '../modals';
import { textArgument, parseView, type WebApiMethod } from './method';

export const open: WebApiMethod = ({ modals, triggers }, args) => {
  const view = parseView(args);
  return { view: viewPayload(modals.show(triggers.redeemTrigger(textArgument(args, 'trigger_id')), view)) };
};

export const push: WebApiMethod = ({ modals, triggers }, args) => {
  const view = parseView(args);
  return { view: viewPayload(modals.push(triggers.redeemTrigger(textArgument(args, 'trigger_id')), view)) };
};

export const update: WebApiMethod = ({ modals }, args) => {
  const hash = textArgument(args, 'hash');
  return {
    view: viewPayload(modals.replace(textArgument(args, 'view_id'), parseView(args), hash === '' ? undefined : hash)),
  };
};

export const publish: WebApiMethod = ({ world, homes }, args) => {
  const person = world.personById(textArgument(args, 'user_id'));
  if (person === undefined) throw new SlackApiError('invalid_arguments', ['invalid `user_id`']);
  const hash = textArgument(args, 'hash');
  return { view: viewPayload(homes.publish(person.key, parseView(args, 'home'), hash === '' ? undefined : hash)) };
};

/** A view as answers and payloads carry it. */
export function viewPayload({ id, view, hash, typed, suggested }: OpenView): object {
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
