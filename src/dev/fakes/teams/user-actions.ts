/** The verbs of people in Teams: each sends what Teams would send and applies what its client would apply. */
import {
  installationActivity,
  invokeActivity,
  submitActivity,
  messageActivity,
  type ActivityOrigin,
  type ActivityDefaults,
} from './activities';
import { applyExecuteResponse, applyTaskResponse } from './apply';
import { activityOrigin, type TeamsActionDeps } from './send';
import { createExtensionActions } from './extension';
import { actionsOf, submitData, inputsOf, opensDialog, valuesOf } from './inputs';
import type { TeamsDelivery, ButtonPress, FakeTeams } from './fake-teams';
import type { Card, CardAction, TeamsDialog, TeamsMessage } from './shown';
import type { TeamsWorld } from './world';

type TeamsUserActions = Omit<FakeTeams, 'serviceUrl' | 'refuse' | 'state' | 'wire' | 'onChange' | 'stop'>;

export function createTeamsUserActions(deps: TeamsActionDeps): TeamsUserActions {
  const { world, defaults, send } = deps;
  return {
    ...createExtensionActions(deps),
    async say({ person, conversation, text, slash = false, thread }) {
      const from = activityOrigin(world, person, conversation, thread);
      const id = world.post({
        conversation,
        from: person,
        text: slash ? `/${text}` : text,
        ...(thread === undefined ? {} : { thread }),
        ...(slash ? { onlyFor: person } : {}),
      });
      return send(messageActivity(defaults, { ...from, thread: thread ?? id }, { id, text, slash }));
    },
    press: (buttonPress) => pressButton(deps, buttonPress),
    submitDialog: (submission) => submitDialog(deps, submission),
    closeDialog: (person) => world.close(person),
    suggest: (query) => suggestChoices(deps, query),
    async refresh({ person, conversation, activityId }) {
      const { message, card } = visibleCard(world, person, activityId);
      const { action, userIds = [] } = (card['refresh'] ?? {}) as { action?: CardAction; userIds?: readonly string[] };
      if (action === undefined) throw new Error('That card does not refresh itself.');
      if (!userIds.includes(world.person(person).id)) throw new Error(`It does not refresh itself for ${person}.`);
      const from = activityOrigin(world, person, conversation, message.thread);
      const answer = await send(executeActivity(defaults, from, { action, activityId, trigger: 'automatic' }));
      applyExecuteResponse(world, person, activityId, answer);
      return answer;
    },
    install: ({ person, conversation }) =>
      send(installationActivity(defaults, activityOrigin(world, person, conversation))),
    deliver(activity, headers) {
      const base = messageActivity(defaults, activityOrigin(world, 'sam', 'a:sam'), {
        id: String(Date.now()),
        text: '',
        slash: false,
      });
      return send({ ...base, ...activity }, headers);
    },
  };
}

/** The message, and the card that this person sees of it. */
function visibleCard(world: TeamsWorld, person: string, id: string): { message: TeamsMessage; card: Card } {
  const message = world.message(id);
  const card = message?.cardFor[person] ?? message?.card;
  if (message === undefined || card === undefined) throw new Error(`There is no card "${id}".`);
  if (message.onlyFor !== undefined && message.onlyFor !== person) throw new Error(`${person} cannot see that card.`);
  return { message, card };
}

async function pressButton(
  { world, defaults, send }: TeamsActionDeps,
  buttonPress: ButtonPress,
): Promise<TeamsDelivery> {
  const { person, conversation, activityId, action } = buttonPress;
  const { message, card } = visibleCard(world, person, activityId);
  const from = activityOrigin(world, person, conversation, message.thread);
  const data = submitData(action, valuesOf(card, buttonPress.values));
  if (action['type'] === 'Action.Execute') {
    const answer = await send(
      executeActivity(defaults, from, { action: { ...action, data }, activityId, trigger: 'manual' }),
    );
    applyExecuteResponse(world, person, activityId, answer);
    return answer;
  }
  if (action['type'] !== 'Action.Submit') throw new Error(`${String(action['type'])} never reaches a bot.`);
  if (!opensDialog(action)) return send(submitActivity(defaults, from, { value: data, replyToId: activityId }));
  const value = { data, context: { theme: 'default' } };
  const answer = await send(invokeActivity(defaults, from, { name: 'task/fetch', value, replyToId: activityId }));
  applyTaskResponse(world, person, { conversation, activityId }, answer);
  return answer;
}

function executeActivity(
  defaults: ActivityDefaults,
  from: ActivityOrigin,
  { action, activityId, trigger }: { action: CardAction; activityId: string; trigger: 'manual' | 'automatic' },
): object {
  const { type, id, title, verb, data } = action;
  const value = { action: { type, id, title, verb, data }, trigger };
  return invokeActivity(defaults, from, { name: 'adaptiveCard/action', value, replyToId: activityId });
}

function openDialogOf(world: TeamsWorld, person: string): TeamsDialog & { readonly card: Card } {
  const dialog = world.state().dialogs[person];
  if (dialog?.card === undefined) throw new Error(`${person} has no dialog with a card open.`);
  return { ...dialog, card: dialog.card };
}

async function submitDialog(
  { world, defaults, send }: TeamsActionDeps,
  { person, values, action }: Parameters<FakeTeams['submitDialog']>[0],
): Promise<TeamsDelivery> {
  const { card, conversation, activityId, command } = openDialogOf(world, person);
  const chosen = action ?? actionsOf(card).find(({ type }) => type === 'Action.Submit');
  if (chosen === undefined) throw new Error('That dialog has nothing to submit.');
  const thread = activityId === undefined ? undefined : world.message(activityId)?.thread;
  const value = { data: submitData(chosen, valuesOf(card, values)), context: { theme: 'default' } };
  const invocation =
    command === undefined
      ? { name: 'task/submit', value }
      : { name: 'composeExtension/submitAction', value: { ...value, commandId: command, commandContext: 'message' } };
  const answer = await send(invokeActivity(defaults, activityOrigin(world, person, conversation, thread), invocation));
  applyTaskResponse(world, person, { conversation, activityId, command }, answer);
  return answer;
}

async function suggestChoices(
  { world, defaults, send }: TeamsActionDeps,
  { person, field, text, values }: Parameters<FakeTeams['suggest']>[0],
): ReturnType<FakeTeams['suggest']> {
  const { card, conversation } = openDialogOf(world, person);
  const input = inputsOf(card).find(({ id }) => id === field);
  const query = input?.['choices.data'] as { dataset?: string; associatedInputs?: string } | undefined;
  if (query === undefined) throw new Error(`The field "${field}" offers nothing while one types.`);
  const value = {
    queryText: text,
    queryOptions: { skip: 0, top: 15 },
    dataset: query.dataset,
    ...(query.associatedInputs === 'auto' ? { data: valuesOf(card, values) } : {}),
  };
  const { body } = await send(
    invokeActivity(defaults, activityOrigin(world, person, conversation), { name: 'application/search', value }),
  );
  const { value: answer } = (body ?? {}) as { value?: { results?: readonly { title: string; value: string }[] } };
  return answer?.results ?? [];
}
