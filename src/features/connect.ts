/** Connect a person whose e-mail address differs in Autotask: they ask, an administrator decides, nobody decides for themselves. */
import type { Person } from '../core/arrival';
import { Mistyped, NotAllowed, NotFound } from '../core/errors';
import { onPressByAnyone, type Feature } from '../core/feature';
import { replaceWith, showToAsker, type Reply, type View } from '../core/reply';
import { isSomebody, type ConnectRequest, type Somebody } from '../core/connections';
import { approveButton, declineButton, disconnectButton } from '../views/buttons';
import { connectionRow, connectionsView, requestRow } from '../views/connections';
import { noticeView } from '../views/notice';
import { recognise } from './admission';
import { askWhom, isAmong } from './permission';
import { formatOf, type Open, type Services } from './services';

/** More of them would not fit on a card. */
const mostRows = 15;

const isAdministrator = ({ services, arrival }: Open): boolean =>
  isAmong(services.permissions.administrators, arrival.person);

function assertAdministrator(context: Open): void {
  if (isAdministrator(context)) return;
  throw new NotAllowed('Only an administrator of this bot may do that.', {
    next: askWhom(context.services.permissions.administrators),
  });
}

/** The person as the platform states them; without an address nobody could tell who asks. */
function somebody({ arrival }: Open): Somebody {
  const { platform, tenant, id, name, email } = arrival.person;
  if (email !== undefined) return { platform, tenant, id, name, email };
  throw new NotAllowed('I cannot see your e-mail address here, so nobody could tell who asks.', {
    next: 'Ask your administrator to let me read e-mail addresses of members.',
  });
}

async function ask(context: Open, address: string): Promise<Reply> {
  const { services, now } = context;
  const who = somebody(context);
  const known = await recognise(services.opportunities, who.email);
  if (known !== undefined) {
    throw new NotAllowed(`I know you already: your e-mail address is that of ${known.name} in Autotask.`);
  }
  const as = await recognise(services.opportunities, address);
  if (as === undefined) {
    throw new NotFound(`No single active Autotask resource has the e-mail address ${address}.`, {
      next: 'Write the address that Autotask has for you.',
    });
  }
  const request = {
    id: services.newId(),
    who,
    as: { id: as.id, name: as.name, email: address },
    at: now.toISOString(),
  };
  if (!(await services.connections.ask(request))) {
    return said('Asked already', 'Your request waits for an administrator. You will hear from me.');
  }
  context.log.info({ request: request.id, as: as.id }, 'asks to be connected');
  const view = connectionsView('Somebody asks to be connected', [requestRow(request, formatOf(context))]);
  const reached = await services.tellAdministrators(view);
  return said('Asked', reached ? 'An administrator has your request. You will hear from me.' : unreached(services));
}

const unreached = ({ permissions }: Services): string =>
  `Your request waits, but no administrator of mine has spoken to me yet. ${askWhom(permissions.administrators)} They see it when they write connect to me.`;

const said = (title: string, say: string): Reply => showToAsker(noticeView(title, say));

/** For administrators: what waits, then who is connected. */
async function overview(context: Open): Promise<Reply> {
  const { connections } = context.services;
  const [waiting, standing] = await Promise.all([connections.waiting(), connections.all()]);
  const format = formatOf(context);
  const rows = [...waiting.map((one) => requestRow(one, format)), ...standing.map((one) => connectionRow(one, format))];
  if (rows.length === 0) return said('Connections', 'Nobody waits to be connected, and nobody is connected by hand.');
  const more = Math.max(0, rows.length - mostRows);
  return showToAsker(connectionsView('Connections', rows.slice(0, mostRows), { more }));
}

function explain({ arrival }: Open): Reply {
  throw new Mistyped('Which e-mail address does Autotask have for you?', {
    next: `For example: ${arrival.prefix}connect dana@example.com`,
  });
}

/** The request, when this person may decide it. */
async function asked(context: Open, id: string): Promise<ConnectRequest | undefined> {
  assertAdministrator(context);
  const request = (await context.services.connections.waiting()).find((one) => one.id === id);
  const isOwn = request !== undefined && isSelf(request.who, context.arrival.person);
  if (isOwn) throw new NotAllowed('Nobody decides their own request.', { next: 'Ask another administrator.' });
  return request;
}

/** On the other platform as well. */
const isSelf = (who: Somebody, person: Person): boolean =>
  isSomebody(who, person) || who.email.toLowerCase() === person.email?.toLowerCase();

const decided = replaceWith(
  noticeView('Decided already', 'This request was decided already, or is more than a week old.'),
);

async function approve(context: Open, id: string): Promise<Reply> {
  const { services, arrival, now } = context;
  const request = await asked(context, id);
  if (request === undefined) return decided;
  if ((await services.opportunities.activeResource(request.as.id)) === undefined) {
    throw new NotAllowed(`${request.as.name} is no active resource in Autotask.`, { next: 'Decline it.' });
  }
  if ((await services.connections.decide(id)) === undefined) return decided;
  const { who, as } = request;
  const connection = { who, as, at: now.toISOString(), by: arrival.person.name };
  await services.connections.connect(connection);
  context.log.info({ request: id, who: who.id, as: as.id }, 'connected');
  await tell(
    context,
    who,
    noticeView('You are connected', `${connection.by} connected you: I take you for ${as.name}.`),
  );
  return replaceWith(connectionsView('Connected', [connectionRow(connection, formatOf(context))]));
}

async function decline(context: Open, id: string): Promise<Reply> {
  const request = (await asked(context, id)) && (await context.services.connections.decide(id));
  if (request === undefined) return decided;
  const by = context.arrival.person.name;
  context.log.info({ request: id, who: request.who.id }, 'not connected');
  await tell(context, request.who, noticeView('You are not connected', `${by} declined your request.`));
  return replaceWith(noticeView('Declined', `${request.who.name} is not connected.`));
}

async function disconnect(context: Open, who: Pick<Somebody, 'platform' | 'tenant' | 'id'>): Promise<Reply> {
  assertAdministrator(context);
  const removed = await context.services.connections.remove(who);
  if (removed === undefined) return replaceWith(noticeView('Disconnected', 'Nobody is connected there any more.'));
  context.log.info({ who: removed.who.id, as: removed.as.id }, 'disconnected');
  const by = context.arrival.person.name;
  await tell(context, removed.who, noticeView('You are disconnected', `${by} ended your connection to Autotask.`));
  return replaceWith(noticeView('Disconnected', `${removed.who.name} is not taken for ${removed.as.name} any more.`));
}

/** By the address in chat or in Autotask. */
async function disconnectAddress(context: Open, address: string): Promise<Reply> {
  assertAdministrator(context);
  const wanted = address.toLowerCase();
  const all = await context.services.connections.all();
  const found = all.filter(({ who, as }) => [who.email, as.email].some((email) => email.toLowerCase() === wanted));
  if (found.length === 0) throw new NotFound(`Nobody is connected with the e-mail address ${address}.`);
  for (const { who } of found) await disconnect(context, who);
  return said('Disconnected', found.map(({ who }) => `${who.name} is not connected any more.`).join(' '));
}

/** A courtesy: what was decided stands, whether or not they hear of it at once. */
async function tell({ services, log }: Open, who: Somebody, view: View): Promise<void> {
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
      async run(context, { plain: [address] }) {
        if (address !== undefined) return ask(context, address);
        return isAdministrator(context) ? overview(context) : explain(context);
      },
    },
    {
      name: 'disconnect',
      aliases: ['unlink'],
      summary: 'for administrators: end a connection',
      usage: 'disconnect <e-mail>',
      examples: ['disconnect dana@example.com'],
      audience: 'everyone',
      async run(context, { plain: [address] }) {
        if (address !== undefined) return disconnectAddress(context, address);
        assertAdministrator(context);
        return overview(context);
      },
    },
  ],
  actions: [
    onPressByAnyone(approveButton, (context: Open, { id }) => approve(context, id)),
    onPressByAnyone(declineButton, (context: Open, { id }) => decline(context, id)),
    onPressByAnyone(disconnectButton, (context: Open, who) => disconnect(context, who)),
  ],
};
