/** Who decides about a connection, over the whole bot. */
import { createAccountLinks } from '../../../../src/core/account-links';
import { approveButton, declineButton } from '../../../../src/features/access/connections-view';
import { createMemoryStore } from '../../../support/memory-store';
import { openBot } from '../../../support/whole-bot';
import { fixedClock, testNow } from '../../../support/clock';

it('an administrator does not decide what they asked for themselves on the other platform', async () => {
  const store = createMemoryStore();
  const whole = await openBot({ opportunities: 5 }, {}, { store });
  const who = {
    platform: 'teams',
    tenant: 'home',
    id: '29:sam',
    name: 'Sam',
    email: 'Sam.Okafor@example.com',
  } as const;
  const as = { id: 29683401, name: 'Somebody Else', email: 'somebody@example.com' };
  const connections = createAccountLinks(store, fixedClock);
  await connections.submitRequest({ id: 'r1', who, as, at: testNow });
  for (const button of [approveButton, declineButton]) {
    const reply = await whole.bot.act(button.with({ id: 'r1' }, 'Decide').token, whole.newInteraction());
    expect(JSON.stringify(reply)).toContain('Nobody decides their own request.');
  }
  expect(await connections.all()).toEqual([]);
  expect(await connections.pending()).toHaveLength(1);
  await whole.stop();
});
