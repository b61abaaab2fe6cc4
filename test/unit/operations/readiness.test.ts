import express from 'express';
import type { AddressInfo } from 'node:net';
import { createReadiness } from '../../../src/operations/readiness';

/** Long enough for a question that is answered at once, and short enough to be waited for. Milliseconds. */
const patience = 50;

async function asked(answers: () => Promise<unknown>, times = 1) {
  const { page, setState } = createReadiness(answers, patience);
  setState('ready');
  const server = express().get('/', page).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const said = await Promise.all(
    Array.from({ length: times }, async () => {
      const response = await fetch(url);
      return [response.status, await response.json()] as const;
    }),
  );
  await new Promise((resolve) => server.close(resolve));
  return said;
}
const waiting = [503, { status: 'waiting', reason: 'The database does not answer.' }];

describe('Whether the bot can be given work', () => {
  it('it can while the database answers', async () => {
    expect(await asked(() => Promise.resolve())).toEqual([[200, { status: 'ready' }]]);
  });

  it('it cannot while the database says nothing, which is asked once and not again for each who wants to know', async () => {
    const answers = jest.fn(() => new Promise(() => undefined));
    expect(await asked(answers, 3)).toEqual([waiting, waiting, waiting]);
    expect(answers).toHaveBeenCalledTimes(1);
  });

  it('it cannot while the database refuses, and can again afterwards', async () => {
    const answers = jest.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error('away'));
    const { page, setState } = createReadiness(answers, patience);
    setState('ready');
    const said: unknown[] = [];
    const response = { status: (code: number) => ({ json: () => void said.push(code) }) };
    for (let times = 0; times < 2; times += 1) await page(undefined as never, response as never, () => undefined);
    expect(said).toEqual([503, 200]);
  });
});
