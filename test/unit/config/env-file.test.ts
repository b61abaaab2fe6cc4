import { readEnvFile } from '../../../src/config/env-file';
import { ConfigurationError } from '../../../src/config/settings';

const read = (text: string) => readEnvFile(Buffer.from(text));
function refused(text: string | Uint8Array): string {
  try {
    readEnvFile(Buffer.from(text));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('The file .env', () => {
  it.each([
    ['a # within it', '5k*J~1y#X', '5k*J~1y#X'],
    ['a # at its beginning', '#5k*J', '#5k*J'],
    ['a $ and a backslash', 'a$b$$c\\n\\d', 'a$b$$c\\n\\d'],
    ['quotes within it', `a"b'c\`d`, `a"b'c\`d`],
    ['an = and a space', 'a=b c', 'a=b c'],
    ['spaces around it', '  abc \t', 'abc'],
    ['single quotes around it', `'5k #J$1\\n"X'`, '5k #J$1\\n"X'],
    ['single quotes around one', `'it\\'s'`, `it's`],
    ['double quotes around it', `"5k #J'1$X"`, `5k #J'1$X`],
    ['quotes around it and a comment behind them', `'5k#J' # of ours`, '5k#J'],
    ['backticks around it', '`abc`', 'abc'],
    ['nothing in it but a comment', ' # paste it here', ''],
  ])('gives a secret whole that has %s', (_case, written, meant) => {
    expect(read(`AUTOTASK_SECRET=${written}\nPORT=1\n`)).toEqual({ AUTOTASK_SECRET: meant, PORT: '1' });
  });

  it('may come from Windows, with a byte order mark, and from a shell script', () => {
    expect(read('\uFEFFPORT=1\r\n\r\n# a comment\r\n  export HOST = ::1 # here\r\n')).toEqual({
      PORT: '1',
      HOST: '::1',
    });
  });

  it.each([
    [
      'a # after a space, which may be a comment',
      '5k*J #X',
      /^AUTOTASK_SECRET has a # after a space \(\.env line 2\).*single quotes/s,
    ],
    ['a quote that does not end', `"5k*J`, /^AUTOTASK_SECRET begins with a quote.*\(\.env line 2\)/s],
    ['something behind its quotes', `'5k'*J`, /^AUTOTASK_SECRET begins with a quote.*\(\.env line 2\)/s],
    [
      'a backslash between double quotes',
      `"5k\\nJ"`,
      /^AUTOTASK_SECRET holds a \\ between double quotes.*single quotes/s,
    ],
  ])('is refused where a secret has %s, and the secret is not shown', (_case, written, said) => {
    const message = refused(`PORT=1\nAUTOTASK_SECRET=${written}\n`);
    expect(message).toMatch(said);
    expect(message).not.toContain('5k');
  });

  it('is refused with all that is not understood, at once', () => {
    expect(refused('PORT: 3978\nthe secret is 5k\nHOST="x\n')).toBe(
      [
        '.env line 1 is not NAME=value.',
        '    Write one setting a line; a comment begins with #.',
        '.env line 2 is not NAME=value.',
        '    Write one setting a line; a comment begins with #.',
        'HOST begins with a quote that does not end where the value ends (.env line 3).',
        `    Put the whole value in quotes that it does not hold itself: '…' or "…".`,
      ].join('\n'),
    );
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFPORT=1\n', 'utf16le')],
    ['Latin-1', Buffer.from('AUTOTASK_SECRET=müde\n', 'latin1')],
  ])('is refused in %s', (_case, bytes) => {
    expect(refused(bytes)).toMatch(/^\.env is not UTF-8 text/);
  });
});
