/** Activities as Teams words them. */
import { randomUUID } from 'node:crypto';
import type { TeamsConversation, TeamsMessage, TeamsPerson } from './shown';
import { teamId, tenantId } from './tenant';

export interface BotAccount {
  readonly id: string;
  readonly name: string;
}
export interface ActivityDefaults {
  readonly bot: BotAccount;
  readonly serviceUrl: string;
  readonly clock: () => Date;
}
export interface ActivityOrigin {
  readonly person: TeamsPerson;
  readonly conversation: TeamsConversation;
  readonly thread?: string | undefined;
}

/** What every activity has. */
function activityEnvelope(
  { bot, serviceUrl, clock }: ActivityDefaults,
  { person, conversation, thread }: ActivityOrigin,
): object {
  const { kind, id } = conversation;
  return {
    channelId: 'msteams',
    serviceUrl,
    timestamp: clock().toISOString(),
    locale: person.locale,
    localTimezone: person.timezone,
    from: { id: person.id, name: person.name, aadObjectId: `aad-${person.key}` },
    recipient: { id: bot.id, name: bot.name },
    conversation: {
      conversationType: kind,
      tenantId,
      id: kind === 'channel' && thread !== undefined ? `${id};messageid=${thread}` : id,
      ...(kind === 'personal' ? {} : { isGroup: true }),
    },
    channelData: {
      tenant: { id: tenantId },
      ...(kind === 'channel' ? { team: { id: teamId }, channel: { id } } : {}),
    },
    entities: [clientInfo(person)],
  };
}
const clientInfo = ({ locale, timezone }: TeamsPerson) => ({
  type: 'clientInfo',
  locale,
  country: locale.slice(3),
  platform: 'Web',
  timezone,
});

/** Typed text arrives with its entities escaped. */
const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export function messageActivity(
  defaults: ActivityDefaults,
  from: ActivityOrigin,
  message: { id: string; text: string; slash: boolean },
): object {
  const { bot } = defaults;
  const isMentioned = from.conversation.kind !== 'personal' && !message.slash;
  const at = `<at>${bot.name}</at>`;
  const mention = { type: 'mention', text: at, mentioned: { id: bot.id, name: bot.name } };
  return {
    ...activityEnvelope(defaults, from),
    type: 'message',
    id: message.id,
    textFormat: 'plain',
    text: isMentioned ? `${at} ${escapeText(message.text)}\n` : escapeText(message.text),
    entities: [clientInfo(from.person), ...(isMentioned ? [mention] : [])],
    ...(message.slash ? { recipient: { ...bot, isTargeted: true } } : {}),
  };
}

export const submitActivity = (
  defaults: ActivityDefaults,
  from: ActivityOrigin,
  submission: { value: object; replyToId: string },
): object => ({
  ...activityEnvelope(defaults, from),
  type: 'message',
  id: randomUUID(),
  ...submission,
});

export const invokeActivity = (
  defaults: ActivityDefaults,
  from: ActivityOrigin,
  invocation: { name: string; value: object; replyToId?: string | undefined },
): object => ({ ...activityEnvelope(defaults, from), type: 'invoke', id: `f:${randomUUID()}`, ...invocation });

export const installationActivity = (defaults: ActivityDefaults, from: ActivityOrigin): object => ({
  ...activityEnvelope(defaults, from),
  type: 'installationUpdate',
  action: 'add',
  id: `f:${randomUUID()}`,
});

/** Somebody's message, as the app whose command was chosen in its menu is told of it. */
export function messageActionValue(
  message: TeamsMessage,
  { command, author }: { command: string; author: string },
): object {
  const { id, conversation, at, from, text } = message;
  const lines = escapeText(text).split('\n').join('<br>');
  const by = from === 'bot' ? { application: { displayName: author } } : { user: { displayName: author } };
  return {
    commandId: command,
    commandContext: 'message',
    requestId: randomUUID(),
    messagePayload: {
      id,
      linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${id}`,
      createdDateTime: at,
      messageType: 'message',
      from: { user: null, application: null, device: null, ...by },
      body: { contentType: 'html', content: `<div><p>${lines}</p></div>` },
      attachments: [],
      mentions: [],
      reactions: [],
    },
    context: { theme: 'default' },
  };
}
