/** Requests to be connected, from several replicas at once: none is lost, and each is decided once. */
import { createAccountLinks, type LinkRequest, type AccountLinks } from '../../src/core/account-links';
import { createKeyValueStore } from '../../src/storage/key-value-store';
import { databaseKinds, describeEach } from '../support/databases';

const clock = (): Date => new Date('2026-09-22T12:00:00Z');
const request = (number: number): LinkRequest => ({
  id: `r${String(number)}`,
  who: { platform: 'slack', tenant: 'T1', id: `U${String(number)}`, name: 'Sam', email: 'sam@example.com' },
  as: { id: number, name: 'Sam Okafor', email: 'sam.okafor@example.com' },
  at: clock().toISOString(),
});

describeEach(databaseKinds, 'In %s', (open) => {
  const parts = {} as { replicas: [AccountLinks, AccountLinks]; close: () => Promise<void> };
  beforeEach(async () => {
    const opened = await open();
    const other = (await opened.openAnother?.()) ?? opened.database;
    const replica = ({ db }: typeof other) => createAccountLinks(createKeyValueStore(db, clock), clock);
    parts.replicas = [replica(opened.database), replica(other)];
    parts.close = () => opened.close();
  }, 60_000);
  afterEach(() => parts.close());
  const many = <T>(work: (replica: AccountLinks, number: number) => Promise<T>): Promise<T[]> =>
    Promise.all(
      Array.from({ length: 12 }, (_, number) => work(parts.replicas[number % 2] ?? parts.replicas[0], number)),
    );

  it('all who ask at the same moment wait for an administrator', async () => {
    await many((replica, number) => replica.submitRequest(request(number)));
    const ids = (await parts.replicas[0].pending()).map(({ id }) => id);
    expect(ids.sort()).toEqual(Array.from({ length: 12 }, (_, number) => `r${String(number)}`).sort());
  });

  it('a person who asks twice at once waits once', async () => {
    const first = await many((replica) => replica.submitRequest(request(1)));
    expect(first.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await parts.replicas[1].pending()).toHaveLength(1);
  });

  it('a request is decided by one of those who press at once', async () => {
    await parts.replicas[0].submitRequest(request(1));
    await parts.replicas[0].submitRequest(request(2));
    const decided = await many((replica) => replica.decide('r1'));
    expect(decided.filter((one) => one !== undefined)).toEqual([request(1)]);
    expect((await parts.replicas[1].pending()).map(({ id }) => id)).toEqual(['r2']);
  });

  it('of many connections made and ended at once each stands as it was left', async () => {
    const connection = (number: number) => ({ ...request(number), by: 'Grace' });
    await many((replica, number) => replica.link(connection(number)));
    expect(await parts.replicas[0].all()).toHaveLength(12);
    const ended = await many((replica, number) => replica.remove(request(number % 6).who));
    expect(ended.filter((one) => one !== undefined)).toHaveLength(6);
    expect(await parts.replicas[1].all()).toHaveLength(6);
  });
});
