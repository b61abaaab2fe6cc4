/** Where Teams conversations are: an activity's conversation, its id with the connector, and which connectors to trust. */
import type { Conversation } from '../../../core/interaction';
import type { IncomingActivity } from '../inbound/incoming';

const conversationKinds = new Map<string | undefined, Conversation['kind']>([
  ['personal', 'direct'],
  ['groupChat', 'group'],
  ['channel', 'channel'],
]);

/** In a channel the conversation's id carries the post that it hangs under: `19:…@thread.tacv2;messageid=1771`. */
export function toConversation({ conversation, channelData }: IncomingActivity): Conversation {
  const [id = '', thread] = conversation.id.split(';messageid=');
  return {
    platform: 'teams',
    tenant: conversation.tenantId ?? channelData?.tenant?.id ?? '',
    conversation: id,
    ...(thread === undefined ? {} : { thread }),
    // An unknown kind may have listeners: what is meant for one person is kept from them.
    kind: isPersonToPersonChat(id) ? 'group' : (conversationKinds.get(conversation.conversationType) ?? 'group'),
  };
}

/** A chat of two people, in which a message extension was used, calls itself personal as well; the bot's own is `a:…`. */
const isPersonToPersonChat = (conversation: string): boolean => conversation.endsWith('@unq.gbl.spaces');

/** Only channels have threads; elsewhere what belongs to a message comes after it. */
export const conversationIdOf = ({ conversation, thread, kind }: Conversation): string =>
  thread === undefined || kind !== 'channel' ? conversation : `${conversation};messageid=${thread}`;

/** Who is in a channel is asked of its team. */
export const rosterIdOf = (activity: IncomingActivity): string =>
  activity.channelData?.team?.id ?? toConversation(activity).conversation;

/** An app for one tenant hears that tenant alone: whatever names a tenant must name this one. */
export function isFromTenant({ conversation, channelData }: IncomingActivity, tenantId: string): boolean {
  const tenants = [conversation.tenantId, channelData?.tenant?.id].filter((tenant) => tenant !== undefined);
  return tenants.length > 0 && tenants.every((tenant) => isSameId(tenant, tenantId));
}

/** Ids of Microsoft are written in capitals or not, as whoever copied them found them. */
export const isSameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Anybody can have a name under trafficmanager.net: only Microsoft's own is on the list. */
const microsoftHosts =
  /^smba\.trafficmanager\.net$|(^|\.)(botframework\.(com|us|azure\.us)|teams\.microsoft\.(com|us))$/;
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Our credentials go to the address that an activity names: never to a stranger's. */
export function isTrustedServiceUrl(serviceUrl: string, allowLoopback: boolean): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname } = new URL(serviceUrl);
  if (loopbackHosts.has(hostname)) return allowLoopback;
  return protocol === 'https:' && microsoftHosts.test(hostname);
}
