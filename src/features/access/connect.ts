/** The feature `connect`: people whose e-mail address differs in Autotask ask for a link, and another administrator decides. */
import type { Person } from '../../core/interaction';
import { InvalidInput, AccessDenied, NotFound } from '../../core/errors';
import { handlePublicButton, type Feature } from '../../core/feature';
import { replaceWith, showToAsker, type Reply, type View } from '../../core/reply';
import { isSamePerson, type LinkRequest, type ChatUser } from '../../core/account-links';
import {
  approveButton,
  declineButton,
  disconnectButton,
  connectionRow,
  connectionsView,
  requestRow,
} from './connections-view';
import { noticeView } from '../../views/notice';
import { findResourceByEmail } from './authenticate';
import { whomToAsk, isAmong } from '../permission';
import { formatOf, type PublicFeatureContext, type Services } from '../services';

/** As many as fit on a card. */
const maxRows = 15;

const isAdministrator = ({ services, interaction }: PublicFeatureContext): boolean =>
  isAmong(services.permissions.administrators, interaction.person);

function assertAdministrator(context: PublicFeatureContext): void {
  if (isAdministrator(context)) return;
  throw new AccessDenied('Only an administrator of this bot may do that.', {
    hint: whomToAsk(context.services.permissions.administrators),
  });
}

/** The asker; throws without an e-mail address, since nobody could tell who asks. */
function requesterOf({ interaction }: PublicFeatureContext): ChatUser {
  const { platform, tenant, id, name, email } = interaction.person;
  if (email !== undefined) return { platform, tenant, id, name, email };
  throw new AccessDenied('I cannot see your e-mail address here, so nobody could tell who asks.', {
    hint: 'Ask your administrator to let me read e-mail addresses of members.',
  });
}

async function requestLink(context: PublicFeatureContext, address: string): Promise<Reply> {
  const { services, now } = context;
  const requester = requesterOf(context);
  const existing = await findResourceByEmail(services.opportunities, requester.email);
  if (existing !== undefined) {
    throw new AccessDenied(`I know you already: your e-mail address is that of ${existing.name} in Autotask.`);
  }
  const as = await findResourceByEmail(services.opportunities, address);
  if (as === undefined) {
    throw new NotFound(`No single active Autotask resource has the e-mail address ${address}.`, {
      hint: 'Write the address that Autotask has for you.',
    });
  }
  const request = {
    id: services.newId(),
    who: requester,
    as: { id: as.id, name: as.name, email: address },
    at: now.toISOString(),
  };
  if (!(await services.connections.submitRequest(request))) {
    return noticeReply('Asked already', 'Your request waits for an administrator. You will hear from me.');
  }
  context.log.info({ request: request.id, as: as.id }, 'asks to be connected');
  const view = connectionsView('Somebody asks to be connected', [requestRow(request, formatOf(context))]);
  const reached = await services.tellAdministrators(view);
  return noticeReply(
    'Asked',
    reached ? 'An administrator has your request. You will hear from me.' : unreachedText(services),
  );
}

const unreachedText = ({ permissions }: Services): string =>
  `Your request waits, but no administrator of mine has spoken to me yet. ${whomToAsk(permissions.administrators)} They see it when they write connect to me.`;

const noticeReply = (title: string, text: string): Reply => showToAsker(noticeView(title, text));

/** For administrators: open requests, then links. */
async function overview(context: PublicFeatureContext): Promise<Reply> {
  const { connections } = context.services;
  const [requests, links] = await Promise.all([connections.pending(), connections.all()]);
  const format = formatOf(context);
  const rows = [...requests.map((one) => requestRow(one, format)), ...links.map((one) => connectionRow(one, format))];
  if (rows.length === 0)
    return noticeReply('Connections', 'Nobody waits to be connected, and nobody is connected by hand.');
  const more = Math.max(0, rows.length - maxRows);
  return showToAsker(connectionsView('Connections', rows.slice(0, maxRows), { more }));
}

function askForAddress({ interaction }: PublicFeatureContext): Reply {
  throw new InvalidInput('Which e-mail address does Autotask have for you?', {
    hint: `For example: ${interaction.prefix}connect dana@example.com`,
  });
}

/** Throws unless this person may decide it; undefined when it is decided already. */
async function requestToDecide(context: PublicFeatureContext, id: string): Promise<LinkRequest | undefined> {
  assertAdministrator(context);
  const request = (await context.services.connections.pending()).find((one) => one.id === id);
  const isOwn = request !== undefined && isSelf(request.who, context.interaction.person);
  if (isOwn) throw new AccessDenied('Nobody decides their own request.', { hint: 'Ask another administrator.' });
  return request;
}

/** Also when they ask on the other platform. */
const isSelf = (who: ChatUser, person: Person): boolean =>
  isSamePerson(who, person) || who.email.toLowerCase() === person.email?.toLowerCase();

const alreadyDecided = replaceWith(
  noticeView('Decided already', 'This request was decided already, or is more than a week old.'),
);

async function approve(context: PublicFeatureContext, id: string): Promise<Reply> {
  const { services, interaction, now } = context;
  const request = await requestToDecide(context, id);
  if (request === undefined) return alreadyDecided;
  if ((await services.opportunities.activeResource(request.as.id)) === undefined) {
    throw new AccessDenied(`${request.as.name} is no active resource in Autotask.`, { hint: 'Decline it.' });
  }
  if ((await services.connections.decide(id)) === undefined) return alreadyDecided;
  const { who, as } = request;
  const connection = { who, as, at: now.toISOString(), by: interaction.person.name };
  await services.connections.link(connection);
  context.log.info({ request: id, who: who.id, as: as.id }, 'connected');
  const say = `${connection.by} connected you: I take you for ${as.name}.`;
  await notify(context, who, noticeView('You are connected', say));
  return replaceWith(connectionsView('Connected', [connectionRow(connection, formatOf(context))]));
}

async function decline(context: PublicFeatureContext, id: string): Promise<Reply> {
  const request = (await requestToDecide(context, id)) && (await context.services.connections.decide(id));
  if (request === undefined) return alreadyDecided;
  const by = context.interaction.person.name;
  context.log.info({ request: id, who: request.who.id }, 'not connected');
  await notify(context, request.who, noticeView('You are not connected', `${by} declined your request.`));
  return replaceWith(noticeView('Declined', `${request.who.name} is not connected.`));
}

type ChatAccount = Pick<ChatUser, 'platform' | 'tenant' | 'id'>;
async function disconnect(context: PublicFeatureContext, who: ChatAccount): Promise<Reply> {
  assertAdministrator(context);
  const link = await context.services.connections.remove(who);
  if (link === undefined) return replaceWith(noticeView('Disconnected', 'Nobody is connected there any more.'));
  context.log.info({ who: link.who.id, as: link.as.id }, 'disconnected');
  const by = context.interaction.person.name;
  await notify(context, link.who, noticeView('You are disconnected', `${by} ended your connection to Autotask.`));
  return replaceWith(noticeView('Disconnected', `${link.who.name} is not taken for ${link.as.name} any more.`));
}

/** By the address in the chat or the one in Autotask. */
async function disconnectAddress(context: PublicFeatureContext, address: string): Promise<Reply> {
  assertAdministrator(context);
  const normalized = address.toLowerCase();
  const all = await context.services.connections.all();
  const links = all.filter(({ who, as }) => [who.email, as.email].some((email) => email.toLowerCase() === normalized));
  if (links.length === 0) throw new NotFound(`Nobody is connected with the e-mail address ${address}.`);
  for (const { who } of links) await disconnect(context, who);
  return noticeReply('Disconnected', links.map(({ who }) => `${who.name} is not connected any more.`).join(' '));
}

/** Best effort: the decision holds even if the message fails. */
async function notify({ services, log }: PublicFeatureContext, who: ChatUser, view: View): Promise<void> {
  await services.tell(who, view).catch((err: unknown) => log.warn({ err }, 'the person could not be told'));
}

export const connect: Feature<Services> = {
  commands: [
    {
      name: 'connect',
      aliases: ['link'],
      summary: 'ask to be connected when Autotask has another e-mail address for you',
      usage: 'connect [e-mail]',
      examples: ['connect dana@example.com'],
      audience: 'everyone',
      async run(context, { values: [address] }) {
        if (address !== undefined) return requestLink(context, address);
        return isAdministrator(context) ? overview(context) : askForAddress(context);
      },
    },
    {
      name: 'disconnect',
      aliases: ['unlink'],
      summary: 'for administrators: end a connection',
      usage: 'disconnect <e-mail>',
      examples: ['disconnect dana@example.com'],
      audience: 'everyone',
      async run(context, { values: [address] }) {
        if (address !== undefined) return disconnectAddress(context, address);
        assertAdministrator(context);
        return overview(context);
      },
    },
  ],
  actions: [
    handlePublicButton(approveButton, (context: PublicFeatureContext, { id }) => approve(context, id)),
    handlePublicButton(declineButton, (context: PublicFeatureContext, { id }) => decline(context, id)),
    handlePublicButton(disconnectButton, (context: PublicFeatureContext, who) => disconnect(context, who)),
  ],
};
