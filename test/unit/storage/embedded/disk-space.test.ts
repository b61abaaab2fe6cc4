/** What the doctor finds at the disk that the embedded database is on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskSpaceCheck } from '../../../../src/storage/embedded/disk-space';

const megabytes = (count: number) => () => Promise.resolve(count * 1024 * 1024);

it('a disk that is nearly full is found, with its cure', async () => {
  expect(await diskSpaceCheck('data', megabytes(99.5)).run(new AbortController().signal)).toMatchObject({
    state: 'problem',
    say: '99 MB are free where DATA_DIR is.',
    cure: expect.stringContaining('Make room on that disk') as string,
  });
  expect(await diskSpaceCheck('data', megabytes(100)).run(new AbortController().signal)).toMatchObject({ state: 'ok' });
});

it('the disk of a directory is really looked at, and a missing one is no fault', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'room-'));
  expect((await diskSpaceCheck(directory).run(new AbortController().signal)).say).toMatch(/^\d+ MB are free/);
  await rm(directory, { recursive: true });
  expect(await diskSpaceCheck(directory).run(new AbortController().signal)).toMatchObject({ state: 'known' });
});
