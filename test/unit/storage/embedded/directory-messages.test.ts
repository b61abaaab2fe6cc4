import { translateDirectoryError } from '../../../../src/storage/embedded/directory-messages';
import { translateServerError } from '../../../../src/storage/translate-errors';
import { DatabaseError } from '../../../../src/storage/database';

const failed = (code: string) => Object.assign(new Error(`${code}: open 'data/database'`), { code, syscall: 'open' });

it.each([
  ['ENOSPC', /on a disk without room left\.\n.*Make room/],
  ['EDQUOT', /on a disk without room left\.\n.*Make room/],
  ['EROFS', /mounted read-only\.\n.*Mount it for writing/],
  ['EACCES', /may not be read and written by the user.*\n.*chown/],
  ['EPERM', /may not be read and written by the user.*\n.*chown/],
  ['EEXIST', /is a file.*\n.*Set DATA_DIR to a directory/],
  ['ENOTDIR', /is a file.*\n.*Set DATA_DIR to a directory/],
  ['EIO', /cannot be used \(EIO\)\.\n.*Look at that disk/],
])('What the file system says of DATA_DIR is told in words: %s', (code, words) => {
  const told = translateDirectoryError('data', failed(code));
  expect(told).toBeInstanceOf(DatabaseError);
  expect(String(told)).toMatch(words);
  expect(String(told)).toContain('DATA_DIR ("data")');
});

it('another failure is left as it is', () => {
  const error = new TypeError('of the program itself');
  expect(translateDirectoryError('data', error)).toBe(error);
  expect(translateServerError(error)).toBe(error);
});

it.each([
  ['42501', /may not make tables.*\n.*owner/],
  ['25006', /takes no changes.*\n.*primary/],
  ['53100', /no room left.*\n.*Make room/],
])('What a server says to new tables is told in words: %s', (code, words) => {
  const cause = Object.assign(new Error('in its own words'), { code });
  expect(String(translateServerError(new Error('the tables could not be brought up to date', { cause })))).toMatch(
    words,
  );
});
