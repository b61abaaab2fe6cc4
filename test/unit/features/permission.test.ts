/** Who may do what, and where, by the administrator's own lists. */
import type { Interaction } from '../../../src/core/interaction';
import { BotError } from '../../../src/core/errors';
import { unrestricted, assertPermission, type Permissions } from '../../../src/features/permission';

const arrival = (
  conversation = 'C1',
  kind: Interaction['conversation']['kind'] = 'channel',
  more: object = {},
): Interaction => ({
  id: '1',
  person: {
    platform: 'slack',
    tenant: 'T1',
    id: 'U1',
    name: 'Sam',
    standing: 'member',
    email: 'Sam@Example.com',
    ...more,
  },
  conversation: { platform: 'slack', tenant: 'T1', conversation, kind },
  isAutoRefresh: false,
  prefix: '/opp ',
});
const tried = (lists: Partial<Permissions>, change?: string, from = arrival()): string => {
  try {
    assertPermission({ ...unrestricted, ...lists }, from, change);
    return 'permitted';
  } catch (error) {
    return error instanceof BotError ? error.userMessage : '';
  }
};

it('without lists everybody may do everything', () => {
  expect(tried({})).toBe('permitted');
  expect(tried({}, 'close')).toBe('permitted');
});

it.each([
  ['by e-mail address, whatever its case', ['sam@example.com']],
  ['by the id of the platform', ['u1']],
])('a list permits %s', (_how, readers) => {
  expect(tried({ readers })).toBe('permitted');
});

it('who is on no list is told so, and whom to ask', () => {
  expect(tried({ readers: ['dana@example.com'] })).toBe('You are not among those who may use me.');
  const asked = () =>
    assertPermission({ ...unrestricted, writers: [], administrators: ['grace@example.com'] }, arrival(), 'note');
  expect(asked).toThrow(expect.objectContaining({ hint: 'Ask your administrator: grace@example.com.' }) as Error);
});

it('a guest with the right address is on no list', () => {
  const guest = arrival('C1', 'channel', { standing: 'guest' });
  expect(tried({ readers: ['sam@example.com'] }, undefined, guest)).toBe('You are not among those who may use me.');
});

it('a list for one kind of change stands in place of the one for all', () => {
  const lists = { writers: ['dana@example.com'], changes: { note: ['sam@example.com'] } };
  expect(tried(lists)).toBe('permitted');
  expect(tried(lists, 'note')).toBe('permitted');
  expect(tried(lists, 'close')).toBe('You are not among those who may win, lose or reopen opportunities here.');
});

it('in other channels the bot does not answer, in private it does', () => {
  const channels = ['c1'];
  expect(tried({ channels })).toBe('permitted');
  expect(tried({ channels }, undefined, arrival('C2'))).toBe('I do not answer in this conversation.');
  expect(tried({ channels }, undefined, arrival('G1', 'group'))).toBe('I do not answer in this conversation.');
  expect(tried({ channels }, undefined, arrival('D1', 'direct'))).toBe('permitted');
});
