/** What is sent to a Bot Connector again, and what is not. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { createTeams, type Teams } from '../../../../src/platforms/teams';
import { noticeView } from '../../../../src/views/notice';
import { createMemoryStore } from '../../../support/memory-store';
import { quietLog } from '../../../support/quiet-log';

const place = { platform: 'teams', tenant: 'home', conversation: '19:sales', kind: 'channel' } as const;
const view = noticeView('Hello', 'Are you there?');

let server: Server;
/** What the connector does next; afterwards it takes everything. */
let plan: (number | 'cut')[] = [];
let requests: string[] = [];
beforeEach(async () => {
  [plan, requests] = [[], []];
  server = createServer((request, response) => {
    requests.push(`${String(request.method)} ${request.headers.authorization ?? ''}`.trim());
    const next = plan.shift() ?? 200;
    if (next === 'cut') request.socket.destroy();
    else response.writeHead(next, next === 429 ? { 'retry-after': '0' } : {}).end('{"id":"1771"}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function startTeams(authentication = new ConfigurationBotFrameworkAuthentication({})): Promise<Teams> {
  const store = createMemoryStore();
  const serviceUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  await store.put('teams:tenant:home', { serviceUrl, bot: { id: '28:bot', name: 'Bot' } });
  return createTeams({ authentication, allowLoopback: true, store, clock: () => new Date(0), log: quietLog });
}

it('a Teams that could not be reached once is reached the next time, and from then on without another sign-in', async () => {
  let signIns = 0;
  const credentials = {
    signRequest({ headers }: { headers: Headers }) {
      headers.set('authorization', 'Bearer ours');
      return Promise.resolve();
    },
  };
  const create = () => (++signIns === 1 ? Promise.reject(new Error('no token')) : Promise.resolve({ credentials }));
  const authentication = Object.assign(new ConfigurationBotFrameworkAuthentication({}), {
    createConnectorFactory: () => ({ create }),
  }) as unknown as ConfigurationBotFrameworkAuthentication;
  const teams = await startTeams(authentication);
  await expect(teams.post(place, view)).rejects.toThrow('no token');
  expect(await teams.post(place, view)).toEqual({ place, message: '1771' });
  await teams.post(place, view);
  expect(signIns).toBe(2);
  expect(requests).toEqual(['POST Bearer ours', 'POST Bearer ours']);
});

it('a post that was surely not taken is sent again', async () => {
  plan = [429, 429];
  expect(await (await startTeams()).post(place, view)).toEqual({ place, message: '1771' });
  expect(requests).toHaveLength(3);
});

it.each([[503], [500], ['cut']] as const)('a post that may have been taken (%s) is not sent again', async (failure) => {
  plan = [failure];
  await expect((await startTeams()).post(place, view)).rejects.toThrow();
  expect(requests).toHaveLength(1);
});

it.each([[503], ['cut']] as const)('a card is drawn anew once more after %s: it is the same card', async (failure) => {
  plan = [failure];
  expect(await (await startTeams()).update({ place, message: '1771' }, view)).toBe('updated');
  expect(requests).toEqual(['PUT', 'PUT']);
});

it('what is refused is not asked again', async () => {
  plan = [400];
  await expect((await startTeams()).post(place, view)).rejects.toMatchObject({
    userMessage: 'Teams refuses it (400).',
  });
  expect(requests).toHaveLength(1);
});
