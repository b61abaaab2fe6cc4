/** The local Teams: what it refuses, its wire log, and deleted messages. */
import { startFakeTeams } from '../../../../src/dev/fakes/teams/start';
import type { FakeTeams } from '../../../../src/dev/fakes/teams/fake-teams';
import { fixedClock } from '../../../support/clock';

let teams: FakeTeams;
beforeEach(async () => {
  teams = await startFakeTeams({ messagesUrl: 'http://127.0.0.1:9/', clock: fixedClock });
});
afterEach(() => teams.stop());

const personal = encodeURIComponent('a:sam');
const sales = encodeURIComponent('19:sales@thread.tacv2');
async function request(method: string, path: string, body?: object) {
  const init = { method, headers: { 'content-type': 'application/json' } };
  const response = await fetch(
    `${teams.serviceUrl}v3/${path}`,
    body === undefined ? init : { ...init, body: JSON.stringify(body) },
  );
  return { status: response.status, body: (await response.json()) as { id?: string; error?: { code: string } } };
}
const withCard = (card: object) => ({ type: 'message', attachments: [{ content: card }] });
const card = (...body: readonly object[]) => ({ type: 'AdaptiveCard', version: '1.5', body });

describe('The local Teams refuses what Teams refuses', () => {
  it.each([
    ['a message without words or card', { type: 'message' }],
    ['an unknown element', withCard(card({ type: 'Nonsense' }))],
    ['an empty property', withCard(card({ type: 'TextBlock', text: null }))],
    ['more than six buttons', withCard({ ...card(), actions: Array(7).fill({ type: 'Action.Submit', title: 'x' }) })],
    ['a button without its address', withCard({ ...card(), actions: [{ type: 'Action.OpenUrl', title: 'x' }] })],
    ['something else than an Adaptive Card', withCard({ blocks: [] })],
  ])('%s', async (_, activity) => {
    expect(await request('POST', `conversations/${personal}/activities`, activity)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadArgument' } },
    });
    expect(teams.state().messages).toEqual([]);
  });

  it('a message that is too large', async () => {
    const activity = { type: 'message', text: 'x'.repeat(29_000) };
    expect(await request('POST', `conversations/${personal}/activities`, activity)).toMatchObject({
      status: 413,
      body: { error: { code: 'MessageSizeTooBig' } },
    });
  });

  it('a targeted message where nobody else listens, or to somebody unknown', async () => {
    const activity = (id: string) => ({ type: 'message', text: 'psst', recipient: { id } });
    const target = '/activities?isTargetedActivity=true';
    expect((await request('POST', `conversations/${personal}${target}`, activity('29:sam'))).status).toBe(400);
    expect((await request('POST', `conversations/${sales}${target}`, activity('29:nobody'))).status).toBe(400);
    expect((await request('POST', `conversations/${sales}${target}`, activity('29:dana'))).status).toBe(201);
  });

  it('to reach a targeted message by the common way, or a message that is not the bot’s', async () => {
    const activity = { type: 'message', text: 'psst', recipient: { id: '29:dana' } };
    const { body } = await request('POST', `conversations/${sales}/activities?isTargetedActivity=true`, activity);
    const at = `conversations/${sales}/activities/${body.id ?? ''}`;
    expect((await request('PUT', at, activity)).status).toBe(404);
    expect((await request('PUT', `${at}?isTargetedActivity=true`, activity)).status).toBe(200);
    expect((await request('DELETE', `conversations/${sales}/activities/1`)).status).toBe(404);
  });

  it('an unknown conversation, member or person', async () => {
    expect((await request('POST', 'conversations/nowhere/activities', { type: 'message', text: 'x' })).status).toBe(
      404,
    );
    expect((await request('GET', `conversations/${sales}/members/29:nobody`)).status).toBe(404);
    expect((await request('POST', 'conversations', { members: [{ id: '29:nobody' }] })).status).toBe(403);
  });
});

it('The local Teams knows its people, and keeps what travelled with its size', async () => {
  const { body } = await request('GET', `conversations/${sales}/members/29:guest`);
  expect(body).toMatchObject({ userRole: 'guest', userPrincipalName: expect.stringContaining('#EXT#') as string });
  expect(teams.wire()).toMatchObject([
    { direction: 'from bot', status: 200, receivedBytes: Buffer.byteLength(JSON.stringify(body)) },
  ]);
});

it('A deleted message is gone for everybody, and each change is told', async () => {
  const { body } = await request('POST', `conversations/${sales}/activities`, { type: 'message', text: 'hello' });
  const counts: number[] = [];
  const end = teams.onChange(() => counts.push(teams.state().messages.length));
  await request('DELETE', `conversations/${sales}/activities/${body.id ?? ''}`);
  end();
  await request('POST', `conversations/${sales}/activities`, { type: 'message', text: 'again' });
  expect(counts).toEqual([0]);
});
