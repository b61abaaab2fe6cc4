import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCounting, lastNumberIn } from '../support/counting';
import { describeOnServer, createTestDatabase } from '../support/databases';

const begun: ChildProcess[] = [];
const open = (...how: Parameters<typeof startCounting>) => {
  const counting = startCounting(...how);
  begun.push(counting.child);
  return counting;
};
afterAll(() => {
  for (const one of begun) one.kill('SIGKILL');
});

describe('The embedded database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'opportunities-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('refuses a second process while the first works on it, and keeps every row that was kept before a kill', async () => {
    const first = open(dataDir, 'count');
    await first.until(/kept 200\n/);
    expect(await open(dataDir, 'look').exited).toMatch(/in use by another process.*Stop the other one first/s);
    first.child.kill('SIGKILL');
    const kept = lastNumberIn(await first.exited, 'kept');
    expect(kept).toBeGreaterThanOrEqual(200);
    // One more may have been kept without a word about it.
    expect(lastNumberIn(await open(dataDir, 'look').exited, 'last') - kept).toBeGreaterThanOrEqual(0);
  }, 120_000);
});

describeOnServer('what was kept', (address) => {
  it('keeps every row that was kept before a process was killed, again and again', async () => {
    const { url, drop } = await createTestDatabase(address);
    for (const rows of [1, 150, 330]) {
      const counting = open(url, 'count');
      await counting.until(new RegExp(`kept ${String(rows)}\\n`));
      counting.child.kill('SIGKILL');
      const kept = lastNumberIn(await counting.exited, 'kept');
      const last = lastNumberIn(await open(url, 'look').exited, 'last');
      expect(kept).toBeGreaterThanOrEqual(rows);
      // One more may have been kept without a word about it.
      expect([kept, kept + 1]).toContain(last);
    }
    await drop();
  }, 120_000);
});
