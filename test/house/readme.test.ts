/** The README says what is true: its settings, commands, rooms and scripts are those of the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../../src/features';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');
const settingsIn = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

/** The first cells of the table below a heading, without their backticks. */
function tableBelow(heading: string): string[] {
  const [, after = ''] = readme.split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => /^\| `([^`]+)`/.exec(line)?.[1] ?? '');
}

describe('The README', () => {
  it('shows the two commands that are all one needs', () => {
    expect(readme).toContain('npm ci && npm run demo');
    expect(readme).toContain('npm ci && npm test');
  });

  it('names every setting that the code reads, and no other; so does .env.example', () => {
    const code = [
      'src/config/index.ts',
      'src/config/digest-settings.ts',
      'src/config/settings.ts',
      'src/config/permissions.ts',
      'src/config/storage-settings.ts',
    ]
      .map(read)
      .join('\n');
    const inCode = settingsIn(code, /(?:text|needed|oneOf|address|begins|whole|longEnough|list)\('([A-Za-z_]+)'/g);
    expect(inCode.length).toBeGreaterThan(20);
    expect(settingsIn(read('.env.example'), /^([A-Za-z_]+)=/gm)).toEqual(inCode);
    expect(tableBelow('Settings').sort()).toEqual(inCode);
  });

  it('names every command, as help does', () => {
    const usages = features.flatMap(({ commands = [] }) =>
      commands.map(({ usage }) => `/opp ${usage.replaceAll('|', '\\|')}`),
    );
    expect(tableBelow('What you can say').sort()).toEqual(usages.sort());
  });

  it('quotes only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const quoted = settingsIn(readme, /npm run ([a-z:]+)/g);
    expect(quoted.filter((name) => name !== undefined && scripts[name] === undefined)).toEqual([]);
  });

  it('names every room', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(tableBelow('How it is built').map((room) => room.replace('src/', ''))).toEqual(
      expect.arrayContaining(rooms),
    );
  });

  it('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path]) => path ?? '');
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
