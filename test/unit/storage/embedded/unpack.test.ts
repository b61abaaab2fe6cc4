import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractTar } from '../../../../src/storage/embedded/unpack';

describe('The prepared database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unpacked-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('comes out of its archive file by file, whatever their lengths', () => {
    const files = { '/base/empty': 0, '/base/small': 7, '/base/1/full': 512, '/base/1/more': 1300 };
    const contents = Object.entries(files).map(([name, length]) => [name, Buffer.alloc(length, name)] as const);
    const entries = [...['/base', '/base/1'].map(directory), ...contents.map((file) => packed(...file))];
    extractTar(Buffer.concat([...entries, Buffer.alloc(1024)]), folder);
    for (const [name, content] of contents) expect(readFileSync(join(folder, name)).equals(content)).toBe(true);
    expect(readdirSync(folder, { recursive: true }).map(String).sort()).toEqual(
      ['base', 'base/1', 'base/1/full', 'base/1/more', 'base/empty', 'base/small'].map((path) => join(path)).sort(),
    );
  });
});

const directory = (name: string): Buffer => header(name, 0, '5');

function packed(name: string, content: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  content.copy(padded);
  return Buffer.concat([header(name, content.length, '0'), padded]);
}

/** As the format has it: the length in octal digits, everything at its place in 512 bytes. */
function header(name: string, length: number, kind: '0' | '5'): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write(name, 0);
  bytes.write(`${length.toString(8).padStart(11, '0')} `, 124);
  bytes.write(kind, 156);
  return bytes;
}
