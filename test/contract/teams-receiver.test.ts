/** Who may talk to the bot as Teams: the real adapter behind a real server, against requests good and bad. */
import { createTeams } from '../../src/platforms/teams';
import { showToAsker, type Reply } from '../../src/core/reply';
import { runningClock } from '../support/clock';
import { createMemoryStore } from '../support/memory-store';
import { appId, startTokenService, type TokenService } from '../support/bot-framework-keys';
import { createDeferred } from '../support/later';
import { quietLog } from '../support/quiet-log';
import { startTeamsBot, type TeamsBotFixture } from '../support/teams-bot';
import { notice } from '../support/teams-deal';

const json = { 'content-type': 'application/json' };

describe('with an app id', () => {
  let service: TokenService;
  let chat: TeamsBotFixture;
  beforeEach(async () => {
    service = await startTokenService();
    chat = await startTeamsBot({ appId, authentication: service.authentication }, { appId });
    chat.bot.script({ command: () => Promise.resolve(showToAsker(notice('Here you are'))) });
  });
  afterEach(async () => {
    await chat.stop();
    await service.stop();
  });

  const status = async (authorization: string | undefined, activity = {}) => {
    const headers = authorization === undefined ? json : { ...json, authorization };
    return (await chat.peer.deliver({ text: 'mine', ...activity }, headers)).status;
  };
  const forThisService = () => ({ serviceurl: chat.peer.serviceUrl });
  const arrived = () => chat.bot.calls.length;

  it('a message that the service signed is answered', async () => {
    expect(await status(service.token(forThisService()))).toBe(200);
    expect(JSON.stringify(chat.botMessages().at(-1)?.card)).toContain('Here you are');
  });

  it('a message without a signature is refused, and nothing is done', async () => {
    expect(await status(undefined)).toBe(401);
    expect(await status('Bearer nonsense')).toBe(401);
    expect(arrived()).toBe(0);
  });

  it('a message for another app is refused', async () => {
    expect(await status(service.token({ ...forThisService(), aud: 'another-app' }))).toBe(401);
    expect(arrived()).toBe(0);
  });

  it('a message signed with a key that the service does not list is refused', async () => {
    const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await status(service.token(forThisService(), 'a stranger'))).toBe(401);
    expect(await status(service.token(forThisService(), 'an impostor'))).toBe(401);
    complaints.mockRestore();
    expect(arrived()).toBe(0);
  });

  it('a message whose token was made for another address, or is too old, is refused', async () => {
    expect(await status(service.token({ serviceurl: 'https://smba.trafficmanager.net/emea/' }))).toBe(401);
    const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await status(service.token({ ...forThisService(), exp: 1_700_000_000 }))).toBe(401);
    complaints.mockRestore();
    expect(arrived()).toBe(0);
  });

  it('another channel of the Bot Framework is refused', async () => {
    expect(await status(service.token(forThisService()), { channelId: 'directline' })).toBe(400);
    expect(arrived()).toBe(0);
  });
});

it('while the keys of the service cannot be had, Teams is asked to try again', async () => {
  const service = await startTokenService({ lists: false });
  const chat = await startTeamsBot({ appId, authentication: service.authentication }, { appId });
  const headers = { ...json, authorization: service.token({ serviceurl: chat.peer.serviceUrl }) };
  expect((await chat.peer.deliver({ text: 'mine' }, headers)).status).toBe(503);
  await chat.stop();
  await service.stop();
});

describe('on this machine alone', () => {
  it('is the only way to go without an app id', () => {
    const options = { log: quietLog, clock: runningClock, store: createMemoryStore() };
    expect(() => createTeams(options)).toThrow('MicrosoftAppId');
  });

  it('another tenant is refused when the bot serves one', async () => {
    const chat = await startTeamsBot({ tenantId: 'our-tenant' });
    expect((await chat.peer.deliver({ text: 'mine' })).status).toBe(403);
    const mixed = { conversation: { id: 'a:sam', conversationType: 'personal', tenantId: 'our-tenant' } };
    expect((await chat.peer.deliver({ text: 'mine', ...mixed })).status).toBe(403);
    expect(chat.bot.calls).toEqual([]);
    await chat.stop();
  });

  it('an answer is never sent to a stranger’s address', async () => {
    const chat = await startTeamsBot();
    for (const serviceUrl of [
      'https://evil.example/',
      'https://evil.trafficmanager.net/',
      'http://smba.trafficmanager.net/',
    ]) {
      expect((await chat.peer.deliver({ text: 'mine', serviceUrl })).status).toBe(403);
    }
    expect(chat.bot.calls).toEqual([]);
    await chat.stop();
  });

  it('what is too large, no JSON or no activity is refused, and nothing breaks', async () => {
    const chat = await startTeamsBot();
    expect((await chat.peer.deliver({ text: 'x'.repeat(300_000) })).status).toBe(413);
    const post = async (body: string, type = 'application/json') =>
      (await fetch(chat.messagesUrl, { method: 'POST', headers: { 'content-type': type }, body })).status;
    expect(await post('{')).toBe(400);
    expect(await post('{"type":"message"}')).toBe(400);
    expect(await post('{"type":"message"}', 'text/plain')).toBe(400);
    expect((await chat.peer.deliver({ type: 'invoke', name: 'unheard/of' })).status).toBe(501);
    expect((await chat.peer.deliver({ text: 'mine' })).status).toBe(200);
    await chat.stop();
  });

  it('what is under way is finished before the stop, and nothing is taken after it', async () => {
    const chat = await startTeamsBot();
    const answer = createDeferred<Reply>();
    const asked = new Promise<void>((resolve) => {
      chat.bot.script({ command: () => (resolve(), answer.promise) });
    });
    const said = chat.peer.say({ person: 'sam', conversation: 'a:sam', text: 'mine' });
    await asked;
    const stopped = chat.teams.stop();
    expect((await chat.peer.deliver({ text: 'too late' })).status).toBe(503);
    answer.resolve(showToAsker(notice('Here you are')));
    await stopped;
    expect(chat.botMessages()).toHaveLength(1);
    await said;
    await chat.stop();
  });
});
