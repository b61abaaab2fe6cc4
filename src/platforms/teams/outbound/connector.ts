/** Speaks to the Bot Connector that serves a conversation: send, replace, open a personal chat, look somebody up. */
import type { Activity } from 'botbuilder';
import type { MessageRef, Person, Conversation } from '../../../core/interaction';
import { perSendKind, type SendKind } from '../../../core/sending';
import type { AddressBook } from './address-book';
import { conversationIdOf } from './addresses';
import {
  ConnectorError,
  createSendRequest,
  sendPolicies,
  type Authorize,
  type ConnectorRequest,
  type SendRequest,
} from './send';

export type OutgoingTeamsMessage = Partial<Activity>;

export interface Connector {
  /** Resolves with the id of what was sent. */
  send(conversation: Conversation, message: OutgoingTeamsMessage): Promise<string>;
  /** In a channel or group chat: a message that this person alone sees, for a day. */
  sendTargeted(person: Person, conversation: Conversation, message: OutgoingTeamsMessage): Promise<string>;
  /** `gone` when the message or the conversation cannot be reached any more. */
  update(card: MessageRef, message: OutgoingTeamsMessage): Promise<'updated' | 'gone'>;
  openPersonalChat(person: Pick<Person, 'tenant' | 'id'>): Promise<Conversation>;
  loadMember(serviceUrl: string, roster: string, id: string): Promise<unknown>;
  /** Everybody in a conversation, as the service states them. */
  loadMembers(conversation: Conversation): Promise<readonly unknown[]>;
  /** Whether the bot is among the members of a conversation; undefined when the service does not tell. */
  isBotMember(conversation: Conversation): Promise<boolean | undefined>;
}

const membersRequest = ({ conversation }: Conversation, query: ConnectorRequest['query'] = {}): ConnectorRequest => ({
  method: 'GET',
  path: ['conversations', conversation, 'pagedmembers'],
  query,
});
/** The most that the service gives at once, and more pages than a team can have: 25,000 people. */
const pageSize = '500';
const maxPages = 60;

async function loadAllMembers(
  sendRequest: SendRequest,
  serviceUrl: string,
  conversation: Conversation,
): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  let next: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const query = { pageSize, ...(next === undefined ? {} : { continuationToken: next }) };
    const response = (await sendRequest(serviceUrl, membersRequest(conversation, query))) as MembersPage;
    all.push(...(response.members ?? []));
    next = response.continuationToken;
    if (!next) break;
  }
  return all;
}
interface MembersPage {
  readonly members?: readonly unknown[];
  readonly continuationToken?: string;
}

/** The service tells strangers nothing; what else goes wrong says nothing about membership. */
const membershipFrom = (members: Promise<unknown>): Promise<boolean | undefined> =>
  members.then(
    () => true,
    (error: unknown) => (error instanceof ConnectorError && [403, 404].includes(error.status) ? false : undefined),
  );

function idOf(response: unknown): string {
  const { id } = response as { id?: unknown };
  return typeof id === 'string' ? id : '';
}
const activitiesPath = (conversation: Conversation) => ['conversations', conversationIdOf(conversation), 'activities'];

/** Whoever speaks to the service names the kind of call. */
export type Connectors = Readonly<Record<SendKind, Connector>>;

export const createConnectors = (authorize: Authorize, addressBook: AddressBook): Connectors =>
  perSendKind((kind) => createConnector(createSendRequest(authorize, sendPolicies[kind]), addressBook));

function createConnector(sendRequest: SendRequest, addressBook: AddressBook): Connector {
  return {
    async send(conversation, message) {
      const { serviceUrl, bot } = await addressBook.serviceOf(conversation);
      const body = { from: bot, ...message };
      return idOf(await sendRequest(serviceUrl, { method: 'POST', path: activitiesPath(conversation), body }));
    },
    async sendTargeted(person, conversation, message) {
      const { serviceUrl, bot } = await addressBook.serviceOf(conversation);
      const body = { from: bot, recipient: { id: person.id, name: person.name }, ...message };
      const id = idOf(
        await sendRequest(serviceUrl, { method: 'POST', path: activitiesPath(conversation), targeted: true, body }),
      );
      await addressBook.rememberTargeted(conversation.conversation, id);
      return id;
    },
    async update({ place: conversation, message = '' }, newContent) {
      const { serviceUrl, bot } = await addressBook.serviceOf(conversation);
      const targeted = await addressBook.isTargeted(conversation.conversation, message);
      const body = { from: bot, ...newContent, id: message };
      try {
        await sendRequest(serviceUrl, {
          method: 'PUT',
          path: [...activitiesPath(conversation), message],
          targeted,
          body,
        });
        return 'updated';
      } catch (error) {
        if (error instanceof ConnectorError && [403, 404].includes(error.status)) return 'gone';
        throw error;
      }
    },
    openPersonalChat: (person) => openPersonalChat({ sendRequest, addressBook }, person),
    loadMembers: async (conversation) =>
      loadAllMembers(sendRequest, (await addressBook.serviceOf(conversation)).serviceUrl, conversation),
    isBotMember: async (conversation) =>
      membershipFrom(sendRequest((await addressBook.serviceOf(conversation)).serviceUrl, membersRequest(conversation))),
    loadMember: (serviceUrl, roster, id) =>
      sendRequest(serviceUrl, { method: 'GET', path: ['conversations', roster, 'members', id] }),
  };
}

async function openPersonalChat(
  { sendRequest, addressBook }: { sendRequest: SendRequest; addressBook: AddressBook },
  person: Pick<Person, 'tenant' | 'id'>,
): Promise<Conversation> {
  const { tenant } = person;
  let conversation = await addressBook.personalChatOf(person);
  if (conversation === undefined) {
    const { serviceUrl, bot } = await addressBook.serviceOf({ tenant, conversation: '' });
    const body = {
      isGroup: false,
      bot,
      members: [{ id: person.id }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    };
    conversation = idOf(await sendRequest(serviceUrl, { method: 'POST', path: ['conversations'], body }));
    await addressBook.rememberPersonalChat(person, conversation);
  }
  return { platform: 'teams', tenant, conversation, kind: 'direct' };
}
