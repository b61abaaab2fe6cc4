/** The texts say what is true: their settings, commands, rooms, scripts, names and paths are those of the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '../../src/config/settings';
import { features } from '../../src/features';
import { anchorsOf, codeIn, linksIn, namesOf, pathsIn, rowsOf, sectionOf, textOf, texts } from './texts';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = textOf('README.md');
const settingsIn = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

describe('The README', () => {
  it('shows the two commands that are all one needs', () => {
    expect(readme).toContain('npm ci && npm run demo');
    expect(readme).toContain('npm ci && npm test');
  });

  it('is read in one go: 250 lines at most', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(250);
  });

  it('names every command, as help does', () => {
    const usages = features.flatMap(({ commands = [] }) =>
      commands.map(({ usage }) => `/opp ${usage.replaceAll('|', '\\|')}`),
    );
    expect([...namesOf('README.md', 'What you can say')].sort()).toEqual(usages.sort());
  });

  it('leads to every other text', () => {
    const led = linksIn('README.md').map(({ path }) => path);
    expect(texts.filter((path) => path !== 'README.md' && !led.includes(path))).toEqual([]);
  });
});

describe('The page of settings', () => {
  const page = 'src/config/README.md';

  it('names every setting that the code reads, and no other; so does .env.example', () => {
    const inCode = Object.keys(settings.shape).sort();
    expect(settingsIn(read('.env.example'), /^([A-Za-z_]+)=/gm)).toEqual(inCode);
    expect([...namesOf(page, 'All settings')].sort()).toEqual(inCode);
  });

  it('is where .env.example and the README send people', () => {
    expect(read('.env.example')).toContain(page);
    expect(linksIn('README.md').map(({ path }) => path)).toContain(page);
  });
});

describe('The text about the code', () => {
  const page = 'src/README.md';

  it('names every room', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}`);
    expect(namesOf(page, 'How it is built')).toEqual(expect.arrayContaining(rooms));
  });

  it('names every slice of the features', () => {
    const slices = readdirSync(join(root, 'src/features'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/features/${name}`);
    expect(namesOf(page, 'Rooms')).toEqual(expect.arrayContaining(slices));
  });

  it('names as seams what the files beside the names export', () => {
    const seams = rowsOf(page, 'Seams').flatMap(([names = '', file = '']) =>
      codeIn(names).map((name) => ({ name, file: codeIn(file)[0] ?? '' })),
    );
    expect(seams.length).toBeGreaterThan(10);
    const isThere = ({ name, file }: { name: string; file: string }): boolean =>
      existsSync(join(root, file)) && new RegExp(`^export (?:interface|type) ${name}\\b`, 'm').test(read(file));
    expect(seams.filter((seam) => !isThere(seam))).toEqual([]);
  });
});

it('The text about the tests names every folder of them', () => {
  const folders = readdirSync(join(root, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `test/${name}`);
  expect([...namesOf('test/README.md', 'Where which test is')].sort()).toEqual(folders.sort());
});

it('What the program says about a text is there', () => {
  const scopes = sectionOf('manifest/README.md', 'Slack');
  expect(scopes).toContain('| scope');
  const rights = sectionOf('README.md', 'Connect Autotask');
  expect(rights).toContain('| right of the API user');
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const said = sources
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...read(`src/${file}`).matchAll(/[\w/]*README[\w.]*/g)].map(([name]) => name));
  expect(said.length).toBeGreaterThan(1);
  const paths = said.filter((name) => name.endsWith('.md'));
  expect(paths.filter((path) => !texts.includes(path))).toEqual([]);
});

describe.each(texts)('%s', (path) => {
  it('quotes only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const quoted = settingsIn(textOf(path), /npm run (?:--?[a-z]+ )*([a-z:]+)/g);
    expect(quoted.filter((name) => name !== undefined && scripts[name] === undefined)).toEqual([]);
  });

  it('links to files that exist, and to headings that are there', () => {
    const lost = linksIn(path).filter(
      (link) =>
        !existsSync(join(root, link.path)) || (link.anchor !== '' && !anchorsOf(link.path).includes(link.anchor)),
    );
    expect(lost).toEqual([]);
  });

  it('names paths that exist', () => {
    expect(pathsIn(path).filter((named) => !existsSync(join(root, named)))).toEqual([]);
  });
});
