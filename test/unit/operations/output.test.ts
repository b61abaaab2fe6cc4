import { mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogOutput } from '../../../src/operations/output';
import { eventually } from '../../support/eventually';

describe('What the log is written to', () => {
  const directory = mkdtempSync(join(tmpdir(), 'output-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('gets every line once and in order, those that come while others are written too', async () => {
    const file = join(directory, 'log');
    const output = createLogOutput(openSync(file, 'w'));
    const lines = Array.from({ length: 2000 }, (_one, index) => `line ${String(index)} €\n`);
    for (const line of lines) output.write(line);
    await eventually(() => readFileSync(file, 'utf8').includes('line 1999'));
    expect(readFileSync(file, 'utf8')).toBe(lines.join(''));
  });

  it('may refuse every line, and the next is tried all the same', async () => {
    const file = join(directory, 'again');
    const descriptor = openSync(file, 'w');
    closeSync(descriptor);
    const output = createLogOutput(descriptor);
    output.write('nobody sees this\n');
    await new Promise(setImmediate);
    expect(() => output.write('nor this\n')).not.toThrow();
  });
});
