/** Speaks to the Bot Connector that serves a conversation: send, replace, open a personal chat, look somebody up. */
import { createHttpHeaders, createPipelineRequest, type HttpMethods } from '@azure/core-rest-pipeline';
import type { Activity } from 'botbuilder';
import type { CardRef, Person, Place } from '../../core/arrival';
import type { ConnectorClient } from './adapter';
import type { AddressBook } from './address-book';
import { conversationIdOf } from './addresses';

export type Message = Partial<Activity>;

export interface Connector {
  /** Resolves with the id of what was sent. */
  send(place: Place, message: Message): Promise<string>;
  /** In a channel or group chat: a message that this person alone sees, for a day. */
  sendTo(person: Person, place: Place, message: Message): Promise<string>;
  /** `gone` when the message or the conversation cannot be reached any more. */
  update(card: CardRef, message: Message): Promise<'updated' | 'gone'>;
  personalChat(person: Pick<Person, 'tenant' | 'id'>): Promise<Place>;
  member(serviceUrl: string, roster: string, id: string): Promise<unknown>;
  /** Everybody in a conversation, as the service states them. */
  members(place: Place): Promise<readonly unknown[]>;
  /** Whether the bot is among the members of a conversation; undefined when the service does not tell. */
  isMember(place: Place): Promise<boolean | undefined>;
}

/** The connector refused: `status` as HTTP has it. */
export class ConnectorRefused extends Error {
  /** The service's own, such as `BotNotInConversationRoster`: its words may repeat what was sent. */
  readonly code: string;
  constructor(
    readonly status: number,
    what: string,
    body: string,
  ) {
    super(`The Bot Connector answered ${String(status)} to ${what}`);
    this.name = 'ConnectorRefused';
    this.code = codeIn(body);
  }
}

const codeIn = (body: string): string => /"code"\s*:\s*"(\w{1,60})"/.exec(body)?.[1] ?? '';

interface Request {
  readonly method: HttpMethods;
  readonly path: readonly string[];
  readonly targeted?: boolean;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

const milliseconds = 15_000;

/** One request through the SDK's pipeline, which signs it and repeats it when the service is busy. */
async function call(client: ConnectorClient, serviceUrl: string, request: Request): Promise<unknown> {
  const { method, path, targeted = false, query = {}, body } = request;
  const url = new URL(`v3/${path.map(encodeURIComponent).join('/')}`, serviceUrl.replace(/\/*$/, '/'));
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  // The SDK's own operations cannot say this.
  if (targeted) url.searchParams.set('isTargetedActivity', 'true');
  const response = await client.sendRequest(
    createPipelineRequest({
      url: url.href,
      method,
      timeout: milliseconds,
      allowInsecureConnection: url.protocol === 'http:',
      headers: createHttpHeaders({ 'content-type': 'application/json; charset=utf-8', accept: 'application/json' }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = response.bodyAsText ?? '';
  if (response.status >= 400) throw new ConnectorRefused(response.status, method, text);
  return text === '' ? {} : JSON.parse(text);
}

const membersOf = ({ conversation }: Place, query: Request['query'] = {}): Request => ({
  method: 'GET',
  path: ['conversations', conversation, 'pagedmembers'],
  query,
});
/** The most that the service gives at once, and more pages than a team can have: 25,000 people. */
const pageSize = '500';
const mostPages = 60;

async function allMembers(ask: Ask, serviceUrl: string, place: Place): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  let next: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = { pageSize, ...(next === undefined ? {} : { continuationToken: next }) };
    const answer = (await ask(serviceUrl, membersOf(place, query))) as MembersPage;
    all.push(...(answer.members ?? []));
    next = answer.continuationToken;
    if (!next) break;
  }
  return all;
}
interface MembersPage {
  readonly members?: readonly unknown[];
  readonly continuationToken?: string;
}

/** The service tells strangers nothing; what else goes wrong says nothing about membership. */
const asked = (members: Promise<unknown>): Promise<boolean | undefined> =>
  members.then(
    () => true,
    (error: unknown) => (error instanceof ConnectorRefused && [403, 404].includes(error.status) ? false : undefined),
  );

function idOf(answer: unknown): string {
  const { id } = answer as { id?: unknown };
  return typeof id === 'string' ? id : '';
}
const activities = (place: Place) => ['conversations', conversationIdOf(place), 'activities'];

export function createConnector(reach: (serviceUrl: string) => Promise<ConnectorClient>, book: AddressBook): Connector {
  const ask: Ask = async (serviceUrl, request) => call(await reach(serviceUrl), serviceUrl, request);

  return {
    async send(place, message) {
      const { serviceUrl, bot } = await book.serviceOf(place);
      const body = { from: bot, ...message };
      return idOf(await ask(serviceUrl, { method: 'POST', path: activities(place), body }));
    },
    async sendTo(person, place, message) {
      const { serviceUrl, bot } = await book.serviceOf(place);
      const body = { from: bot, recipient: { id: person.id, name: person.name }, ...message };
      const id = idOf(await ask(serviceUrl, { method: 'POST', path: activities(place), targeted: true, body }));
      await book.rememberTargeted(place.conversation, id);
      return id;
    },
    async update({ place, message = '' }, changed) {
      const { serviceUrl, bot } = await book.serviceOf(place);
      const targeted = await book.isTargeted(place.conversation, message);
      const body = { from: bot, ...changed, id: message };
      try {
        await ask(serviceUrl, { method: 'PUT', path: [...activities(place), message], targeted, body });
        return 'updated';
      } catch (error) {
        if (error instanceof ConnectorRefused && [403, 404].includes(error.status)) return 'gone';
        throw error;
      }
    },
    personalChat: (person) => openPersonalChat({ ask, book }, person),
    members: async (place) => allMembers(ask, (await book.serviceOf(place)).serviceUrl, place),
    isMember: async (place) => asked(ask((await book.serviceOf(place)).serviceUrl, membersOf(place))),
    member: (serviceUrl, roster, id) =>
      ask(serviceUrl, { method: 'GET', path: ['conversations', roster, 'members', id] }),
  };
}

type Ask = (serviceUrl: string, request: Request) => Promise<unknown>;

async function openPersonalChat(
  { ask, book }: { ask: Ask; book: AddressBook },
  person: Pick<Person, 'tenant' | 'id'>,
): Promise<Place> {
  const { tenant } = person;
  let conversation = await book.personalChatOf(person);
  if (conversation === undefined) {
    const { serviceUrl, bot } = await book.serviceOf({ tenant, conversation: '' });
    const body = {
      isGroup: false,
      bot,
      members: [{ id: person.id }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    };
    conversation = idOf(await ask(serviceUrl, { method: 'POST', path: ['conversations'], body }));
    await book.rememberPersonalChat(person, conversation);
  }
  return { platform: 'teams', tenant, conversation, kind: 'direct' };
}
