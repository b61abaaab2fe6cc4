/** The verbs of people in Teams: each sends what Teams would send and applies what its client would apply. */
import { installed, invoke, submitted, typed, type From, type Setting } from './activities';
import { applyExecuted, applyTask } from './apply';
import { fromOf, type DriverParts } from './driver-parts';
import { createExtension } from './extension';
import { actionsOf, dataOf, inputsOf, opensDialog, valuesOf } from './inputs';
import type { Delivery, Pressed, TeamsPeer } from './peer';
import type { Card, CardAction, TeamsDialog, TeamsMessage } from './shown';
import type { World } from './world';

type Verbs = Omit<TeamsPeer, 'serviceUrl' | 'refuse' | 'state' | 'wire' | 'onChange' | 'stop'>;

export function createDriver(parts: DriverParts): Verbs {
  const { world, setting, send } = parts;
  return {
    ...createExtension(parts),
    async say({ person, conversation, text, slash = false, thread }) {
      const from = fromOf(world, person, conversation, thread);
      const id = world.post({
        conversation,
        from: person,
        text: slash ? `/${text}` : text,
        ...(thread === undefined ? {} : { thread }),
        ...(slash ? { onlyFor: person } : {}),
      });
      return send(typed(setting, { ...from, thread: thread ?? id }, { id, text, slash }));
    },
    press: (pressed) => press(parts, pressed),
    submitDialog: (filled) => submitDialog(parts, filled),
    closeDialog: (person) => world.close(person),
    suggest: (asked) => suggest(parts, asked),
    async refresh({ person, conversation, activityId }) {
      const { message, card } = shown(world, person, activityId);
      const { action, userIds = [] } = (card['refresh'] ?? {}) as { action?: CardAction; userIds?: readonly string[] };
      if (action === undefined) throw new Error('That card does not refresh itself.');
      if (!userIds.includes(world.person(person).id)) throw new Error(`It does not refresh itself for ${person}.`);
      const from = fromOf(world, person, conversation, message.thread);
      const answer = await send(execute(setting, from, { action, activityId, trigger: 'automatic' }));
      applyExecuted(world, person, activityId, answer);
      return answer;
    },
    install: ({ person, conversation }) => send(installed(setting, fromOf(world, person, conversation))),
    deliver(activity, headers) {
      const base = typed(setting, fromOf(world, 'sam', 'a:sam'), { id: String(Date.now()), text: '', slash: false });
      return send({ ...base, ...activity }, headers);
    },
  };
}

/** The message, and the card that this person sees of it. */
function shown(world: World, person: string, id: string): { message: TeamsMessage; card: Card } {
  const message = world.message(id);
  const card = message?.cardFor[person] ?? message?.card;
  if (message === undefined || card === undefined) throw new Error(`There is no card "${id}".`);
  if (message.onlyFor !== undefined && message.onlyFor !== person) throw new Error(`${person} cannot see that card.`);
  return { message, card };
}

async function press({ world, setting, send }: DriverParts, pressed: Pressed): Promise<Delivery> {
  const { person, conversation, activityId, action } = pressed;
  const { message, card } = shown(world, person, activityId);
  const from = fromOf(world, person, conversation, message.thread);
  const data = dataOf(action, valuesOf(card, pressed.values));
  if (action['type'] === 'Action.Execute') {
    const answer = await send(execute(setting, from, { action: { ...action, data }, activityId, trigger: 'manual' }));
    applyExecuted(world, person, activityId, answer);
    return answer;
  }
  if (action['type'] !== 'Action.Submit') throw new Error(`${String(action['type'])} never reaches a bot.`);
  if (!opensDialog(action)) return send(submitted(setting, from, { value: data, replyToId: activityId }));
  const value = { data, context: { theme: 'default' } };
  const answer = await send(invoke(setting, from, { name: 'task/fetch', value, replyToId: activityId }));
  applyTask(world, person, { conversation, activityId }, answer);
  return answer;
}

function execute(
  setting: Setting,
  from: From,
  { action, activityId, trigger }: { action: CardAction; activityId: string; trigger: 'manual' | 'automatic' },
): object {
  const { type, id, title, verb, data } = action;
  const value = { action: { type, id, title, verb, data }, trigger };
  return invoke(setting, from, { name: 'adaptiveCard/action', value, replyToId: activityId });
}

function dialogOf(world: World, person: string): TeamsDialog & { readonly card: Card } {
  const dialog = world.state().dialogs[person];
  if (dialog?.card === undefined) throw new Error(`${person} has no dialog with a card open.`);
  return { ...dialog, card: dialog.card };
}

async function submitDialog(
  { world, setting, send }: DriverParts,
  { person, values, action }: Parameters<TeamsPeer['submitDialog']>[0],
): Promise<Delivery> {
  const { card, conversation, activityId, command } = dialogOf(world, person);
  const chosen = action ?? actionsOf(card).find(({ type }) => type === 'Action.Submit');
  if (chosen === undefined) throw new Error('That dialog has nothing to submit.');
  const thread = activityId === undefined ? undefined : world.message(activityId)?.thread;
  const value = { data: dataOf(chosen, valuesOf(card, values)), context: { theme: 'default' } };
  const what =
    command === undefined
      ? { name: 'task/submit', value }
      : { name: 'composeExtension/submitAction', value: { ...value, commandId: command, commandContext: 'message' } };
  const answer = await send(invoke(setting, fromOf(world, person, conversation, thread), what));
  applyTask(world, person, { conversation, activityId, command }, answer);
  return answer;
}

async function suggest(
  { world, setting, send }: DriverParts,
  { person, field, text, values }: Parameters<TeamsPeer['suggest']>[0],
): ReturnType<TeamsPeer['suggest']> {
  const { card, conversation } = dialogOf(world, person);
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
    invoke(setting, fromOf(world, person, conversation), { name: 'application/search', value }),
  );
  const { value: found } = (body ?? {}) as { value?: { results?: readonly { title: string; value: string }[] } };
  return found?.results ?? [];
}
