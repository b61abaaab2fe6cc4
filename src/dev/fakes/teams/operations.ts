/** What the Bot Connector does for the bot, and how it refuses. */
import type { Request } from 'express';
import { checkMessage, type ConnectorError } from './card-check';
import type { Card, TeamsConversation } from './shown';
import { tenantId } from './tenant';
import type { TeamsWorld } from './world';

export type ConnectorResponse = { readonly status: number; readonly body: object };
export const connectorResponse = (body: object, status = 200): ConnectorResponse => ({ status, body });
export const connectorErrorResponse = ({ status, code, message }: ConnectorError): ConnectorResponse => ({
  status,
  body: { error: { code, message } },
});
export const notFoundResponse = (code: string): ConnectorResponse =>
  connectorErrorResponse({ status: 404, code, message: 'There is no such thing here.' });

/** One request of the bot, with the conversation's id taken apart. */
export interface ConnectorRequest {
  readonly conversation: TeamsConversation;
  readonly thread: string | undefined;
  readonly activityId: string;
  readonly targeted: boolean;
  readonly activity: Readonly<Record<string, unknown>>;
}

export function parseConnectorRequest(world: TeamsWorld, request: Request): ConnectorRequest | undefined {
  const [id = '', thread] = String(request.params['conversation']).split(';messageid=');
  const conversation = world.conversation(id);
  if (conversation === undefined) return undefined;
  return {
    conversation,
    thread,
    activityId: String(request.params['activity'] ?? ''),
    targeted: request.query['isTargetedActivity'] === 'true',
    activity: (request.body ?? {}) as ConnectorRequest['activity'],
  };
}

export function openPersonalChat(world: TeamsWorld, body: unknown): ConnectorResponse {
  const { members = [] } = body as { members?: readonly { id?: string }[] };
  const person = world.personById(members[0]?.id ?? '');
  if (person === undefined)
    return connectorErrorResponse({ status: 403, code: 'BotNotInConversationRoster', message: 'Not a member.' });
  return connectorResponse({ id: `a:${person.key}` }, 201);
}

export function postActivity(
  world: TeamsWorld,
  { conversation, thread, targeted, activity }: ConnectorRequest,
): ConnectorResponse {
  if (activity['type'] === 'typing') {
    world.typing(conversation.id);
    return connectorResponse({ id: '' }, 202);
  }
  const { text, card } = contentOf(activity);
  const recipient = targeted ? recipientOf(world, conversation, activity) : undefined;
  const refusal = checkMessage(activity, card) ?? (targeted && recipient === undefined ? invalidRecipient : undefined);
  if (refusal !== undefined) return connectorErrorResponse(refusal);
  const id = world.post({
    conversation: conversation.id,
    from: 'bot',
    text,
    ...(thread === undefined ? {} : { thread }),
    ...(card === undefined ? {} : { card }),
    ...(recipient === undefined ? {} : { onlyFor: recipient }),
  });
  return connectorResponse({ id }, 201);
}

const invalidRecipient: ConnectorError = {
  status: 400,
  code: 'BadArgument',
  message: 'Only a member of a shared conversation can be targeted.',
};

function recipientOf(
  world: TeamsWorld,
  { kind, members }: TeamsConversation,
  activity: ConnectorRequest['activity'],
): string | undefined {
  const { recipient } = activity as { recipient?: { id?: string } };
  const key = world.personById(recipient?.id ?? '')?.key;
  return kind !== 'personal' && key !== undefined && members.includes(key) ? key : undefined;
}

/** A targeted message is reached as a targeted one alone. */
function isBotMessage(world: TeamsWorld, { conversation, activityId, targeted }: ConnectorRequest): boolean {
  const message = world.message(activityId);
  return (
    message?.conversation === conversation.id && message.from === 'bot' && (message.onlyFor !== undefined) === targeted
  );
}

export function updateActivity(world: TeamsWorld, request: ConnectorRequest): ConnectorResponse {
  if (!isBotMessage(world, request)) return notFoundResponse('ActivityNotFoundInConversation');
  const { text, card } = contentOf(request.activity);
  const refusal = checkMessage(request.activity, card);
  if (refusal !== undefined) return connectorErrorResponse(refusal);
  world.change(request.activityId, { text, ...(card === undefined ? {} : { card }) });
  return connectorResponse({ id: request.activityId });
}

export function deleteActivity(world: TeamsWorld, request: ConnectorRequest): ConnectorResponse {
  if (!isBotMessage(world, request)) return notFoundResponse('ActivityNotFoundInConversation');
  world.remove(request.activityId);
  return connectorResponse({});
}

export function getMember(world: TeamsWorld, id: string): ConnectorResponse {
  const person = world.personById(id);
  return person === undefined
    ? notFoundResponse('MemberNotFoundInConversation')
    : connectorResponse(memberAccount(person));
}

export const memberAccount = ({
  id,
  key,
  name,
  email,
  userPrincipalName,
  userRole,
}: ReturnType<TeamsWorld['person']>) => ({
  id,
  name,
  email,
  userPrincipalName,
  userRole,
  tenantId,
  aadObjectId: `aad-${key}`,
});

function contentOf(activity: ConnectorRequest['activity']): { text: string; card: Card | undefined } {
  const { text = '', attachments = [] } = activity as { text?: string; attachments?: readonly { content?: Card }[] };
  return { text, card: attachments[0]?.content };
}
