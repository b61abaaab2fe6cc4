/** What the Bot Connector does for the bot, and how it refuses. */
import type { Request } from 'express';
import { checkMessage, type Refusal } from './card-check';
import type { Card, TeamsConversation } from './shown';
import { tenantId } from './tenant';
import type { World } from './world';

export type Answer = { readonly status: number; readonly body: object };
export const ok = (body: object, status = 200): Answer => ({ status, body });
export const no = ({ status, code, message }: Refusal): Answer => ({ status, body: { error: { code, message } } });
export const unknown = (code: string): Answer => no({ status: 404, code, message: 'There is no such thing here.' });

/** One request of the bot, with the conversation's id taken apart. */
export interface Asked {
  readonly conversation: TeamsConversation;
  readonly thread: string | undefined;
  readonly activityId: string;
  readonly targeted: boolean;
  readonly activity: Readonly<Record<string, unknown>>;
}

export function readAsked(world: World, request: Request): Asked | undefined {
  const [id = '', thread] = String(request.params['conversation']).split(';messageid=');
  const conversation = world.conversation(id);
  if (conversation === undefined) return undefined;
  return {
    conversation,
    thread,
    activityId: String(request.params['activity'] ?? ''),
    targeted: request.query['isTargetedActivity'] === 'true',
    activity: (request.body ?? {}) as Asked['activity'],
  };
}

export function openPersonalChat(world: World, body: unknown): Answer {
  const { members = [] } = body as { members?: readonly { id?: string }[] };
  const person = world.personById(members[0]?.id ?? '');
  if (person === undefined) return no({ status: 403, code: 'BotNotInConversationRoster', message: 'Not a member.' });
  return ok({ id: `a:${person.key}` }, 201);
}

export function post(world: World, { conversation, thread, targeted, activity }: Asked): Answer {
  if (activity['type'] === 'typing') {
    world.typing(conversation.id);
    return ok({ id: '' }, 202);
  }
  const { text, card } = contentOf(activity);
  const recipient = targeted ? recipientOf(world, conversation, activity) : undefined;
  const refusal = checkMessage(activity, card) ?? (targeted && recipient === undefined ? nobody : undefined);
  if (refusal !== undefined) return no(refusal);
  const id = world.post({
    conversation: conversation.id,
    from: 'bot',
    text,
    ...(thread === undefined ? {} : { thread }),
    ...(card === undefined ? {} : { card }),
    ...(recipient === undefined ? {} : { onlyFor: recipient }),
  });
  return ok({ id }, 201);
}

const nobody: Refusal = {
  status: 400,
  code: 'BadArgument',
  message: 'Only a member of a shared conversation can be targeted.',
};

function recipientOf(
  world: World,
  { kind, members }: TeamsConversation,
  activity: Asked['activity'],
): string | undefined {
  const { recipient } = activity as { recipient?: { id?: string } };
  const key = world.personById(recipient?.id ?? '')?.key;
  return kind !== 'personal' && key !== undefined && members.includes(key) ? key : undefined;
}

/** A targeted message is reached as a targeted one alone. */
function isOwn(world: World, { conversation, activityId, targeted }: Asked): boolean {
  const message = world.message(activityId);
  return (
    message?.conversation === conversation.id && message.from === 'bot' && (message.onlyFor !== undefined) === targeted
  );
}

export function change(world: World, asked: Asked): Answer {
  if (!isOwn(world, asked)) return unknown('ActivityNotFoundInConversation');
  const { text, card } = contentOf(asked.activity);
  const refusal = checkMessage(asked.activity, card);
  if (refusal !== undefined) return no(refusal);
  world.change(asked.activityId, { text, ...(card === undefined ? {} : { card }) });
  return ok({ id: asked.activityId });
}

export function remove(world: World, asked: Asked): Answer {
  if (!isOwn(world, asked)) return unknown('ActivityNotFoundInConversation');
  world.remove(asked.activityId);
  return ok({});
}

export function member(world: World, id: string): Answer {
  const person = world.personById(id);
  return person === undefined ? unknown('MemberNotFoundInConversation') : ok(account(person));
}

export const account = ({ id, key, name, email, userPrincipalName, userRole }: ReturnType<World['person']>) => ({
  id,
  name,
  email,
  userPrincipalName,
  userRole,
  tenantId,
  aadObjectId: `aad-${key}`,
});

function contentOf(activity: Asked['activity']): { text: string; card: Card | undefined } {
  const { text = '', attachments = [] } = activity as { text?: string; attachments?: readonly { content?: Card }[] };
  return { text, card: attachments[0]?.content };
}
