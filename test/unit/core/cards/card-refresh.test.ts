import type { MessageRef, PlatformName } from '../../../../src/core/interaction';
import {
  createCardRegistry,
  createCardRefresh,
  createCardRefreshWorker,
} from '../../../../src/core/cards/card-refresh';
import { anyWorker } from '../../../../src/core/jobs';
import type { CardChange, Viewer, View } from '../../../../src/core/reply';
import { createMemoryJobs } from '../../../support/memory-jobs';
import { createMemoryStore } from '../../../support/memory-store';
import { createRecordingLog } from '../../../support/noted-log';

const cardOn = (platform: PlatformName, message: string): MessageRef => ({
  place: { platform, tenant: 'T1', conversation: 'C1', kind: 'channel' },
  message,
});
const changed: CardChange = { subject: 'opportunity:7', summary: 'Won' };
const redraw = ({ summary }: CardChange) =>
  Promise.resolve(({ timezone = 'none' }: Viewer): View => {
    if (timezone === 'nowhere') throw new RangeError('Invalid time zone');
    return { card: 'notice', model: {}, text: `${summary}, as seen in ${timezone}` };
  });

function openSpread(answer: (message: string) => 'updated' | 'gone' | 'broken' = () => 'updated') {
  const cardRegistry = createCardRegistry(createMemoryStore());
  const updated: string[] = [];
  const platform = (name: PlatformName) => ({
    name,
    update({ message = '' }: MessageRef, view: View) {
      updated.push(`${name} ${message}: ${view.text}`);
      const outcome = answer(message);
      return outcome === 'broken' ? Promise.reject(new Error('down')) : Promise.resolve(outcome);
    },
  });
  const { log, lines } = createRecordingLog();
  const jobs = createMemoryJobs();
  const platforms = () => [platform('slack'), platform('teams')];
  const canStillView = (_card: MessageRef, { person }: Viewer) => Promise.resolve(person?.standing !== 'guest');
  jobs.start([anyWorker(createCardRefreshWorker({ cardRegistry, platforms, rendererFor: redraw, canStillView, log }))]);
  const spread = createCardRefresh(jobs, log);
  const put = (card: MessageRef, reader: Viewer = {}) => cardRegistry.track(changed.subject, { card, reader });
  const left = async () => (await cardRegistry.list(changed.subject)).map(({ card }) => card.message);
  return { shelf: cardRegistry, spread, settled: () => jobs.idle(), updated, lines, put, left };
}

describe('A change', () => {
  it('reaches every other card of the opportunity, on both platforms, each for its own reader', async () => {
    const { spread, settled, updated, put } = openSpread();
    await put(cardOn('slack', '1'), { timezone: 'Europe/Berlin' });
    await put(cardOn('teams', '2'), { timezone: 'Asia/Tokyo' });
    await put(cardOn('slack', '3'));
    await spread.enqueue(changed, cardOn('slack', '3'));
    await settled();
    expect(updated).toEqual(['teams 2: Won, as seen in Asia/Tokyo', 'slack 1: Won, as seen in Europe/Berlin']);
  });

  it('forgets a card that is gone, goes on after one that cannot be reached now, and is tried again for that one', async () => {
    const { spread, settled, updated, put, left, lines } = openSpread((message) =>
      message === '1' ? 'updated' : message === '2' ? 'gone' : 'broken',
    );
    for (const message of ['1', '2', '3']) await put(cardOn('slack', message));
    await spread.enqueue(changed, undefined);
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
    await spread.enqueue(changed, undefined);
    await settled();
    expect(updated).toEqual(['slack 2: Won, as seen in none']);
    expect(await left()).toEqual(['2']);
  });

  it('is told to the others when a card cannot be drawn for its person', async () => {
    const { spread, settled, updated, put } = openSpread();
    await put(cardOn('slack', '1'));
    await put(cardOn('slack', '2'), { timezone: 'nowhere' });
    await spread.enqueue(changed, undefined);
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
