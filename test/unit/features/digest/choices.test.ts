/** What the form of a digest decides, over a sandbox: of which companies it tells, and whom it mentions. */
import type { ActionToken } from '../../../../src/core/cards/button';
import type { View } from '../../../../src/core/reply';
import { aSubscription } from '../../../support/a-subscription';
import { nodesIn } from '../../../support/chat';
import { dayIn } from '../../../support/clock';
import { openBot, type BotFixture } from '../../../support/whole-bot';

let whole: BotFixture;
beforeEach(async () => {
  whole = await openBot({ opportunities: 40 });
});
afterEach(() => whole.stop());

async function say(words: string): Promise<View> {
  const reply = await whole.bot.route(words).run(whole.newInteraction());
  if ('view' in reply) return reply.view;
  throw new Error(`It answered ${reply.kind}.`);
}

it('it tells of companies of a category alone, and says so', async () => {
  const { records } = whole.sandbox;
  const companies = new Set(records.list('Companies', (one) => one['companyCategoryID'] === 2).map(({ id }) => id));
  const open = records.list(
    'Opportunities',
    ({ status, companyID }) => status === 1 && companies.has(Number(companyID)),
  );
  expect(open.length).toBeGreaterThan(0);
  const companyCategory = [{ id: 2, name: 'Managed services' }];
  await whole.subscriptions.save(aSubscription({ companyCategory }), undefined);
  const digest = await say('digest preview');
  expect(digest.text).toContain('Companies of category Managed services');
  expect(digest.text).toMatch(new RegExp(`^Open: ${String(open.length)} `, 'm'));
});

it('owners of what needs a hand are mentioned in what is posted where that is set so, and never in a preview', async () => {
  const owner = aSubscription().resource;
  const narrowed = { which: 'open', owner: [{ id: owner, name: 'Sam Okafor' }] } as const;
  const { records } = whole.sandbox;
  const [one] = records.list('Opportunities', ({ status }) => status === 1);
  const overdue = { ownerResourceID: owner, projectedCloseDate: `${dayIn(-9)}T00:00:00Z` };
  records.edit('Opportunities', Number(one?.['id']), overdue);
  await whole.subscriptions.save(aSubscription({ criteria: narrowed, mentions: true }), undefined);
  const mentioned = [{ name: 'Sam Okafor', ids: [], emails: ['sam.okafor@example.com'] }];
  expect((await say('digest now')).mentions).toEqual(mentioned);
  expect((await say('digest preview')).mentions).toEqual([]);
  await whole.subscriptions.save(aSubscription({ criteria: narrowed, mentions: true, threads: true }), undefined);
  const now = nodesIn((await say('digest show')).model).find(({ label }) => label === 'Post now');
  await whole.bot.act(now?.['token'] as ActionToken, whole.newInteraction());
  expect(whole.fallbackPlatform.posted.map(({ view }) => view.mentions)).toEqual([undefined, mentioned]);
  await whole.subscriptions.save(aSubscription({ criteria: narrowed }), undefined);
  expect((await say('digest now')).mentions).toEqual([]);
});
