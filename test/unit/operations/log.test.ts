import { createLog } from '../../../src/operations/log';

function lastLine(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('info', ['hunter2-hunter2', 'short'], { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('No secret reaches the log', () => {
  it('by the name of a field', () => {
    expect(
      lastLine((log) => log.info({ headers: { authorization: 'Bearer abc', Secret: 'x' } }, 'sent')),
    ).not.toContain('Bearer abc');
    expect(lastLine((log) => log.info({ token: 'xoxb-1' }, 'sent'))).not.toContain('xoxb-1');
  });

  it('inside an error’s message and stack', () => {
    const line = lastLine((log) => log.error({ err: new Error('refused for hunter2-hunter2') }, 'failed'));
    expect(line).toContain('refused for [secret]');
    expect(line).not.toContain('hunter2-hunter2');
  });

  it('in a child that carries a reference', () => {
    const line = lastLine((log) =>
      log.child({ reference: 'AB12' }).info({ url: 'https://x/?s=hunter2-hunter2' }, 'asked'),
    );
    expect(JSON.parse(line)).toMatchObject({ reference: 'AB12', url: 'https://x/?s=[secret]', msg: 'asked' });
  });
});
