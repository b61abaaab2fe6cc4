/** What a client could change of what our cards and forms carry: read as a claim, and refused in words, with nothing written. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSecurityFixture, type SecurityFixture } from '../support/security-fixture';
import { wordsOf } from '../support/chat';

let range: SecurityFixture;
beforeAll(async () => {
  range = await startSecurityFixture();
});
afterAll(() => range.stop());
afterEach(() => {
  expect(range.writtenRequests()).toEqual([]);
});

let many = 0;
const teams = (activity: object) => range.teams.deliver({ text: 'win 29681234', ...activity });

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const unreadable = /something that I cannot read/;
const unknown = /version that I no longer know/;

/** A button that no card of ours bears. */
const swapped: readonly [string, string, RegExp][] = [
  ['a button that does not exist', '{"id":"admin.delete","v":1,"p":{}}', unknown],
  ['a button named after a part of the language', '{"id":"constructor","v":1,"p":{}}', unknown],
  ['a version that was never shipped', '{"id":"opportunity.show","v":99,"p":{"id":29681234}}', unreadable],
  ['a version with a name of the language', '{"id":"opportunity.show","v":-1,"p":{"id":29681234}}', unreadable],
  ['an id below zero', '{"id":"opportunity.win","v":1,"p":{"id":-1}}', unreadable],
  ['an id that is text', '{"id":"opportunity.win","v":1,"p":{"id":"29681234 or 1=1"}}', unreadable],
  ['an id that is half', '{"id":"opportunity.win","v":1,"p":{"id":1.5}}', unreadable],
  ['an id without end', '{"id":"opportunity.win","v":1,"p":{"id":1e308}}', unreadable],
  ['a list in place of an id', '{"id":"opportunity.win","v":1,"p":{"id":[29681234]}}', unreadable],
  ['a poisoned prototype', '{"id":"opportunity.win","v":1,"p":{"__proto__":{"id":29681234}}}', unreadable],
  [
    'a filter of another query language',
    '{"id":"list.page","v":1,"p":{"criteria":{"which":{"op":"exist"}},"page":0}}',
    unreadable,
  ],
  ['a page below zero', '{"id":"list.page","v":1,"p":{"criteria":{"which":"open"},"page":-5}}', unreadable],
  ['a decision that is not theirs', '{"id":"connect.approve","v":1,"p":{"id":"x"}}', /Only an administrator/],
  [
    'a connection that is not theirs',
    '{"id":"connect.end","v":1,"p":{"platform":"slack","tenant":"T","id":"U"}}',
    /Only an administrator/,
  ],
  ['an opportunity that is not there', '{"id":"opportunity.show","v":1,"p":{"id":999999999}}', /Nothing found/],
  [
    'a list of owners that has no end',
    JSON.stringify({
      id: 'list.page',
      v: 1,
      p: { criteria: { which: 'open', owner: Array.from({ length: 5000 }, (_, id) => ({ id, name: 'x' })) }, page: 0 },
    }),
    unreadable,
  ],
  ['very deep data', `{"id":"opportunity.show","v":1,"p":${deep(400)}}`, unreadable],
];

describe('A button that no card of ours bears is answered in words', () => {
  it.each(swapped)('on Teams: %s', async (_what, token, words) => {
    const value = { action: { type: 'Action.Execute', data: { bot: `{"token":${token}}` } }, trigger: 'manual' };
    const asked = range.teams.state().messages.length;
    const { status: answered } = await teams({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: `f:${String((many += 1))}`,
      value,
    });
    expect(answered).toBe(200);
    expect(
      range.teams
        .state()
        .messages.slice(asked)
        .map(({ card }) => wordsOf(card))
        .join('\n'),
    ).toMatch(words);
  });

  it.each(swapped)('on Slack: %s', async (_what, token, words) => {
    const { id, v, p } = JSON.parse(token) as { id: string; v: number; p: unknown };
    many += 1;
    const payload = {
      type: 'block_actions',
      team: { id: 'T0PLAYMSP' },
      user: { id: 'U0SAMOKAFOR' },
      trigger_id: `attack-${String(many)}`,
      channel: { id: 'C0SALES0001', name: 'sales' },
      container: { type: 'message', channel_id: 'C0SALES0001', message_ts: '1.1', is_ephemeral: true },
      actions: [
        { type: 'button', action_id: `${id}#${String(many)}`, block_id: 'b', value: JSON.stringify([id, v, p]) },
      ],
    };
    const asked = range.slack.state().messages.length;
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    expect((await range.slack.deliver({ body })).status).toBe(200);
    const message = await range.slack.until(({ messages }) => messages[asked]);
    expect(wordsOf(message.blocks)).toMatch(words);
  });
});

describe('What a client is not trusted with', () => {
  const invoke = (name: string, value: object, more: object = {}) =>
    teams({ type: 'invoke', name, id: `f:${String((many += 1))}`, value, ...more });
  const dana = { from: { id: '29:dana', name: 'Dana Reyes' } };

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'a look-up named "%s" offers nothing',
    async (field) => {
      const asked = { queryText: 'a', dataset: `opportunity.edit/1/${field}` };
      const { status: answered, body } = await invoke('application/search', asked);
      expect([answered, body]).toMatchObject([200, { value: { results: [] } }]);
    },
  );

  it('the form that somebody else opened neither shows what they typed nor acts', async () => {
    await range.teams.say({ person: 'sam', conversation: 'a:sam', text: 'new Secret plan' });
    const offer = range.teams.state().messages.at(-1);
    const [open] = (offer?.card?.['actions'] ?? []) as readonly { data: object }[];
    const { body: opened } = await invoke('task/fetch', { data: open?.data ?? {} });
    const carried = /"bot":"(\{\\"form\\".*?\})"\}/.exec(JSON.stringify(opened))?.[1] ?? '';
    const data = { bot: JSON.parse(`"${carried}"`) as string, title: 'Mine now' };
    const { body } = await invoke('task/submit', { data }, dana);
    expect(wordsOf(body)).toContain('This form was opened by somebody else.');
    expect(JSON.stringify(body)).not.toContain('Secret plan');
  });

  const sentOff = async (form: object, values: object) =>
    wordsOf((await invoke('task/submit', { data: { bot: JSON.stringify({ form }), ...values } })).body);
  const withContact = () =>
    range.sandbox.records.list('Opportunities', (one) => one['status'] === 1 && one['contactID'] !== null)[0] ?? {};
  const madeUp = { v: 1, opening: 'made-up' };

  it('a form that nobody opened is held against its own fields all the same', async () => {
    const form = { id: 'opportunity.note', state: { id: withContact()['id'] }, ...madeUp };
    expect(await sentOff(form, { text: 'x'.repeat(3001) })).toContain('At most 3000 characters');
  });

  it('a page of a form brings nothing along for the pages before it that they would refuse', async () => {
    const { body } = await invoke('task/fetch', {
      data: { bot: '{"token":{"id":"opportunity.new","v":1,"p":{}}}' },
    });
    const opening = /opening\\?":\\?"([\w-]+)/.exec(JSON.stringify(body))?.[1] ?? '';
    expect(opening).not.toBe('');
    const form = { id: 'opportunity.new', v: 1, state: {}, opening, page: 1 };
    const words = await sentOff(form, { title: 'x'.repeat(500), probability: '900', stage: '12' });
    expect(words).toContain('At most 100.');
  });

  it('a form changes no field that it does not show', async () => {
    const { id, contactID, title, stage, probability, projectedCloseDate, ownerResourceID } = withContact();
    const form = { id: 'opportunity.edit', state: { id, shown: { contactID: String(contactID) } }, ...madeUp };
    const close = String(projectedCloseDate).slice(0, 10);
    const stored = { title, stage, probability, projectedCloseDate: close, ownerResourceID };
    expect(await sentOff(form, stored)).toContain('Nothing is changed yet.');
  });

  it('an answer address on another host hears nothing', async () => {
    const heard: string[] = [];
    const stranger = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const { port } = stranger.address() as AddressInfo;
    const body = new URLSearchParams({
      command: '/opp',
      text: 'help',
      user_id: 'U0SAMOKAFOR',
      channel_id: 'C0SALES0001',
      team_id: 'T0PLAYMSP',
      trigger_id: 'attack-on-answers',
      response_url: `http://127.0.0.1:${String(port)}/steal`,
    });
    const asked = range.slack.state().messages.length;
    expect((await range.slack.deliver({ body: body.toString() })).status).toBe(200);
    await range.slack.until(({ messages }) => messages[asked]);
    expect(heard).toEqual([]);
    await new Promise((resolve) => stranger.close(resolve));
  });
});
