import type { CardRef, PlatformName } from '../../../src/core/arrival';
import { createShelf } from '../../../src/core/shelf';
import { anyWorker } from '../../../src/core/jobs';
import { createSpread, createSpreadWorker } from '../../../src/core/spread';
import type { Changed, Reader, View } from '../../../src/core/reply';
import { createMemoryJobs } from '../../support/memory-jobs';
import { createMemoryStore } from '../../support/memory-store';
import { notedLog } from '../../support/noted-log';

const cardOn = (platform: PlatformName, message: string): CardRef => ({
  place: { platform, tenant: 'T1', conversation: 'C1', kind: 'channel' },
  message,
});
const changed: Changed = { subject: 'opportunity:7', news: 'Won' };
const redraw = ({ news }: Changed) =>
  Promise.resolve(({ timezone = 'none' }: Reader): View => {
    if (timezone === 'nowhere') throw new RangeError('Invalid time zone');
    return { card: 'notice', model: {}, text: `${news}, as seen in ${timezone}` };
  });

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
  const jobs = createMemoryJobs();
  const platforms = () => [platform('slack'), platform('teams')];
  const mayStay = (_card: CardRef, { person }: Reader) => Promise.resolve(person?.standing !== 'guest');
  jobs.start([anyWorker(createSpreadWorker({ shelf, platforms, redraw, mayStay, log }))]);
  const spread = createSpread(jobs, log);
  const put = (card: CardRef, reader: Reader = {}) => shelf.put(changed.subject, { card, reader });
  const left = async () => (await shelf.on(changed.subject)).map(({ card }) => card.message);
  return { shelf, spread, settled: () => jobs.settled(), updated, lines, put, left };
}

describe('A change', () => {
  it('reaches every other card of the opportunity, on both platforms, each for its own reader', async () => {
    const { spread, settled, updated, put } = openSpread();
    await put(cardOn('slack', '1'), { timezone: 'Europe/Berlin' });
    await put(cardOn('teams', '2'), { timezone: 'Asia/Tokyo' });
    await put(cardOn('slack', '3'));
    await spread.begin(changed, cardOn('slack', '3'));
    await settled();
    expect(updated).toEqual(['teams 2: Won, as seen in Asia/Tokyo', 'slack 1: Won, as seen in Europe/Berlin']);
  });

  it('forgets a card that is gone, goes on after one that cannot be reached now, and is tried again for that one', async () => {
    const { spread, settled, updated, put, left, lines } = openSpread((message) =>
      message === '1' ? 'updated' : message === '2' ? 'gone' : 'broken',
    );
    for (const message of ['1', '2', '3']) await put(cardOn('slack', message));
    await spread.begin(changed, undefined);
    await expect(settled()).rejects.toThrow('1 cards of opportunity:7 are not up to date');
    expect(updated).toHaveLength(3);
    expect(await left()).toEqual(['3', '1']);
    expect(JSON.stringify(lines)).toContain('could not be updated');
  });

  it('is kept from a card whose person may not read there any more, which is forgotten', async () => {
    const { spread, settled, updated, put, left } = openSpread();
    const person = { platform: 'slack', tenant: 'T1', id: 'U1', name: 'Jo', standing: 'guest' } as const;
    await put(cardOn('slack', '1'), { person });
    await put(cardOn('slack', '2'), { person: { ...person, standing: 'member' } });
    await spread.begin(changed, undefined);
    await settled();
    expect(updated).toEqual(['slack 2: Won, as seen in none']);
    expect(await left()).toEqual(['2']);
  });

  it('is told to the others when a card cannot be drawn for its person', async () => {
    const { spread, settled, updated, put } = openSpread();
    await put(cardOn('slack', '1'));
    await put(cardOn('slack', '2'), { timezone: 'nowhere' });
    await spread.begin(changed, undefined);
    await expect(settled()).rejects.toThrow('1 cards of opportunity:7 are not up to date');
    expect(updated).toEqual(['slack 1: Won, as seen in none']);
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
