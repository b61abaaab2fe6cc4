import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dataDir = mkdtempSync(join(tmpdir(), 'opportunities-'));
const script = join(__dirname, '../support/hold-database.ts');
const begun: ChildProcess[] = [];
afterAll(() => {
  for (const one of begun) one.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** A process on the same directory, and all that it has said. */
function open(mode: 'count' | 'look') {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, mode]);
  begun.push(child);
  let said = '';
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(said)));
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (pattern.test(said)) resolve();
      });
    });
  return { child, ended, until };
}
const lastIn = (said: string, word: string) =>
  Number([...said.matchAll(new RegExp(`${word} (\\d+)`, 'g'))].at(-1)?.[1]);

describe('The embedded database', () => {
  it('refuses a second process while the first works on it, and keeps every row that was kept before a kill', async () => {
    const first = open('count');
    await first.until(/kept 200\n/);
    const second = open('look');
    void second.until(/$/);
    expect(await second.ended).toMatch(/in use by another process.*Stop the other one first/s);
    first.child.kill('SIGKILL');
    const kept = lastIn(await first.ended, 'kept');
    const third = open('look');
    void third.until(/$/);
    // One more may have been kept without a word about it.
    expect(lastIn(await third.ended, 'last') - kept).toBeGreaterThanOrEqual(0);
    expect(kept).toBeGreaterThanOrEqual(200);
  }, 120_000);
});
