/** Copies of DATA_DIR that are not whole, and other things that are no database: refused in words, and never replaced. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/storage/open-database';
import { directoryPermissionsCheck } from '../../src/storage/embedded/disk-space';
import { extractTar } from '../../src/storage/embedded/unpack';
import { createRecordingLog } from '../support/noted-log';
import { quietLog } from '../support/quiet-log';

jest.mock('../../src/storage/embedded/unpack', () => {
  const actual = jest.requireActual<{ extractTar: typeof extractTar }>('../../src/storage/embedded/unpack');
  return { extractTar: jest.fn(actual.extractTar) };
});

jest.setTimeout(240_000);
const directory = mkdtempSync(join(tmpdir(), 'copies-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const execute = async (dataDir: string, log = quietLog): Promise<void> =>
  (await openDatabase({ databaseUrl: undefined, dataDir, log })).close();

describe('A database in DATA_DIR', () => {
  const whole = join(directory, 'whole');
  beforeAll(() => execute(whole));
  let count = 0;
  /** A copy as it came out. */
  function copied(spoil: (dataDir: string) => void): string {
    const dataDir = join(directory, `copy ${String((count += 1))}`);
    cpSync(whole, dataDir, { recursive: true });
    spoil(dataDir);
    return dataDir;
  }
  const opening = async (dataDir: string): Promise<string> => execute(dataDir).then(() => 'opened', String);
  const without = (keeps: (path: string) => boolean) => (dataDir: string) => {
    for (const path of everything(dataDir).filter((one) => !keeps(one))) rmSync(path, { recursive: true, force: true });
  };
  const killed = (dataDir: string) => writeFileSync(join(dataDir, 'database/first-start-finished'), '{}');
  const olds = (dataDir: string) => writeFileSync(join(dataDir, 'database/first-start-finished'), '');
  const isEmptyFile = (path: string) => statSync(path).isFile() && statSync(path).size === 0;
  const isEmptyDirectory = (path: string) => statSync(path).isDirectory() && readdirSync(path).length === 0;
  const isTable = (path: string) => /base\/5\/1\d*$/.test(path);
  const incomplete = (name: string) =>
    new RegExp(`is incomplete\\. Missing or cut short:.*${name}.*Copy DATA_DIR`, 's');

  it.each([
    ['that skipped empty directories', without((path) => !isEmptyDirectory(path)), incomplete('pg_commit_ts')],
    ['that skipped empty files', without((path) => !isEmptyFile(path)), incomplete('database/global/\\d+')],
    ['that was interrupted', without((path) => !isTable(path)), incomplete('database/base/5/\\d+')],
    ['that cut a file short', (at: string) => writeFileSync(join(at, 'database/base/5/1259'), 'x'), incomplete('1259')],
    [
      'without the note of its first start',
      without((path) => !path.includes('first-start')),
      incomplete('first-start'),
    ],
    ['without PG_VERSION', without((path) => !path.includes('PG_VERSION')), incomplete('PG_VERSION')],
    ['without its directory', without((path) => !/database$/.test(path)), incomplete('database\\.')],
    [
      'of another PostgreSQL',
      (at: string) => writeFileSync(join(at, 'database/PG_VERSION'), '16\n'),
      /one of PostgreSQL 16; this version of the bot has PostgreSQL 18\.\n.*version of the bot that made it/,
    ],
    [
      'of something else',
      (at: string) => {
        rmSync(join(at, 'database'), { recursive: true });
        mkdirSync(join(at, 'database'));
        writeFileSync(join(at, 'database/schema.sql'), 'theirs');
      },
      /is no database of the bot: it holds schema\.sql\.\n.*directory of the bot’s own/,
    ],
    [
      'of a first start that never was',
      (at: string) => writeFileSync(join(at, 'database/PG_VERSION'), '18'),
      /incomplete/,
    ],
  ])('a copy %s is refused in words, and nothing in it is touched', async (_case, spoil, words) => {
    const dataDir = copied(spoil);
    const before = contents(dataDir);
    expect(await opening(dataDir)).toMatch(words);
    expect(contents(dataDir)).toEqual(before);
  });

  it('a copy of what a killed process left is refused when it skipped empty files', async () => {
    const dataDir = copied((at) => {
      without((path) => !isEmptyFile(path))(at);
      killed(at);
    });
    expect(await opening(dataDir)).toMatch(incomplete('base/5/\\d+'));
  });

  it('damaged files are said to be so, and stay', async () => {
    const dataDir = copied((at) => writeFileSync(join(at, 'database/global/pg_control'), Buffer.alloc(8192, 'x')));
    expect(await opening(dataDir)).toMatch(/its files are damaged\.\n.*Keep a copy of it/s);
    expect(statSync(join(dataDir, 'database/base/5/1259')).size).toBeGreaterThan(0);
  });

  it.each([
    ['a whole copy', () => undefined],
    ['what a killed process left', killed],
    ['what an older version left', olds],
    ['a first start that was cut short', beginAnew],
  ])('%s is opened', async (_case, spoil) => expect(await opening(copied(spoil))).toBe('opened'));

  it('is closed to everybody else, however wide the directory was', async () => {
    const dataDir = join(directory, 'wide');
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o777);
    const noted = createRecordingLog();
    await execute(dataDir, noted.log);
    expect(noted.warnings()).toEqual([
      expect.stringMatching(/Everybody on this machine may write to DATA_DIR.*chmod 700/),
    ]);
    expect(await directoryPermissionsCheck(dataDir).run(new AbortController().signal)).toMatchObject({
      state: 'problem',
    });
    chmodSync(dataDir, 0o700);
    expect(await directoryPermissionsCheck(dataDir).run(new AbortController().signal)).toMatchObject({ state: 'ok' });
    expect(statSync(join(dataDir, 'database')).mode & 0o777).toBe(0o700);
  });

  it('a full disk at its first start is said to be so, and the next start begins anew', async () => {
    const dataDir = join(directory, 'full');
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    jest.mocked(extractTar).mockImplementationOnce((_archive, path) => {
      mkdirSync(join(path, 'base'));
      throw full;
    });
    expect(await opening(dataDir)).toMatch(/is on a disk without room left\.\n.*Make room there/);
    expect(await opening(dataDir)).toBe('opened');
  });

  it('what is a file is no directory', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    expect(await opening(file)).toMatch(/is a file, or within one\.\n.*Set DATA_DIR to a directory/);
    expect(await opening(join(file, 'data'))).toMatch(/is a file, or within one/);
  });
});

/** As a process left it that was killed while it unpacked. */
function beginAnew(dataDir: string): void {
  writeFileSync(join(dataDir, 'database.first-start'), 'begun');
  for (const name of ['first-start-finished', 'PG_VERSION', 'base'])
    rmSync(join(dataDir, 'database', name), { recursive: true });
}

const everything = (dataDir: string): readonly string[] =>
  readdirSync(dataDir, { recursive: true }).map((name) => join(dataDir, String(name)));

/** Of the database and what is kept about it; the lock comes and goes. */
const contents = (dataDir: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    everything(dataDir).map((path) => [
      path,
      statSync(path).isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'directory',
    ]),
  );
