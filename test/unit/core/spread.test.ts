import type { CardRef, PlatformName } from '../../../src/core/arrival';
import { createShelf } from '../../../src/core/shelf';
import { createSpread } from '../../../src/core/spread';
import type { Changed, Reader, View } from '../../../src/core/reply';
import { createMemoryStore } from '../../../src/storage/memory-store';
import { notedLog } from '../../support/noted-log';

const cardOn = (platform: PlatformName, message: string): CardRef => ({
  place: { platform, tenant: 'T1', conversation: 'C1', kind: 'channel' },
  message,
});
const changed: Changed = {
  subject: 'opportunity:7',
  draw: ({ timezone = 'none' }: Reader): View => ({ card: 'notice', model: {}, text: `Won, as seen in ${timezone}` }),
};

function openSpread(answer: (message: string) => 'updated' | 'gone' | 'broken' = () => 'updated') {
  const shelf = createShelf(createMemoryStore());
  const updated: string[] = [];
  const platform = (name: PlatformName) => ({
    name,
    update({ message = '' }: CardRef, view: View) {
      updated.push(`${name} ${message}: ${view.text}`);
      const outcome = answer(message);
      return outcome === 'broken' ? Promise.reject(new Error('down')) : Promise.resolve(outcome);
    },
  });
  const { log, lines } = notedLog();
  const spread = createSpread({ shelf, platforms: () => [platform('slack'), platform('teams')], log });
  const put = (card: CardRef, reader: Reader = {}) => shelf.put(changed.subject, { card, reader });
  const left = async () => (await shelf.on(changed.subject)).map(({ card }) => card.message);
  return { shelf, spread, updated, lines, put, left };
}

describe('A change', () => {
  it('reaches every other card of the opportunity, on both platforms, each for its own reader', async () => {
    const { spread, updated, put } = openSpread();
    await put(cardOn('slack', '1'), { timezone: 'Europe/Berlin' });
    await put(cardOn('teams', '2'), { timezone: 'Asia/Tokyo' });
    await put(cardOn('slack', '3'));
    spread.begin(changed, cardOn('slack', '3'));
    await spread.settled();
    expect(updated).toEqual(['teams 2: Won, as seen in Asia/Tokyo', 'slack 1: Won, as seen in Europe/Berlin']);
  });

  it('forgets a card that is gone, and goes on after one that cannot be reached now', async () => {
    const { spread, updated, put, left, lines } = openSpread((message) =>
      message === '1' ? 'updated' : message === '2' ? 'gone' : 'broken',
    );
    for (const message of ['1', '2', '3']) await put(cardOn('slack', message));
    spread.begin(changed, undefined);
    await spread.settled();
    expect(updated).toHaveLength(3);
    expect(await left()).toEqual(['3', '1']);
    expect(JSON.stringify(lines)).toContain('could not be updated');
  });

  it('is told to the latest twenty, and a card shown again counts once', async () => {
    const { put, left } = openSpread();
    await Promise.all(Array.from({ length: 30 }, (_, index) => put(cardOn('slack', String(index)))));
    expect(await left()).toHaveLength(20);
    await put(cardOn('slack', '29'));
    expect(await left()).toHaveLength(20);
    expect((await left())[0]).toBe('29');
  });
});
