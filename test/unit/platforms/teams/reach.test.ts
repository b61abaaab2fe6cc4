import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { createTeams } from '../../../../src/platforms/teams';
import { noticeView } from '../../../../src/views/notice';
import { createMemoryStore } from '../../../support/memory-store';
import { quietLog } from '../../../support/quiet-log';

it('a Teams that could not be reached once is reached the next time, and from then on without another sign-in', async () => {
  const store = createMemoryStore();
  await store.put('teams:tenant:home', { serviceUrl: 'http://127.0.0.1:1/', bot: { id: '28:bot', name: 'Bot' } });
  const client = { sendRequest: () => Promise.resolve({ status: 200, bodyAsText: '{"id":"1771"}' }) };
  let signIns = 0;
  const create = () => (++signIns === 1 ? Promise.reject(new Error('no token')) : Promise.resolve(client));
  const authentication = Object.assign(new ConfigurationBotFrameworkAuthentication({}), {
    createConnectorFactory: () => ({ create }),
  }) as unknown as ConfigurationBotFrameworkAuthentication;
  const clock = () => new Date(0);
  const teams = createTeams({ authentication, allowLoopback: true, store, clock, log: quietLog });
  const place = { platform: 'teams', tenant: 'home', conversation: '19:sales', kind: 'channel' } as const;
  const view = noticeView('Hello', 'Are you there?');
  await expect(teams.post(place, view)).rejects.toThrow('no token');
  expect(await teams.post(place, view)).toEqual({ place, message: '1771' });
  await teams.post(place, view);
  expect(signIns).toBe(2);
});
