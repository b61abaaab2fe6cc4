/** `npm run house`: the house in figures, so that a change for the worse is seen. Prints; decides nothing. */
import { Session } from 'node:inspector/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { startAppFixture } from '../support/app-fixture';

const root = join(__dirname, '../..');
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** All files of `src` but what is generated and what is not production. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !path.startsWith('dev/'))
  .map((path) => ({ path, text: readFileSync(join(root, 'src', path), 'utf8') }));

/** Files in which anything runs for one stage change typed on Slack, once everything is warm. */
async function filesOfOneErrand(): Promise<number> {
  const errand = await startAppFixture();
  const chat = errand.chat('Slack');
  const change = async (): Promise<void> => {
    const { id } = errand.createOpportunity();
    await chat.say('sam', `stage ${String(id)} "Verbal"`);
  };
  await change();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await session.post('Profiler.takePreciseCoverage');
  await change();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  await errand.stop();
  const ran = result
    .filter(({ url, functions }) => url.startsWith('file:') && functions.some(({ ranges }) => ranges[0]?.count !== 0))
    .map(({ url }) => relative(join(root, 'src'), fileURLToPath(url)))
    .filter((path) => !path.startsWith('..') && !path.startsWith('dev/'));
  if (process.argv.includes('--files')) print(ran.sort().join('\n'));
  return ran.length;
}

/** Folders that hold what a digest says: its settings, its sums, its words, its posting. */
const foldersOfTheDigest = (): number =>
  new Set(
    sources
      .filter(({ path }) => path.includes('digest'))
      .map(({ path }) => path.split('/').slice(0, -1).join('/') || '.')
      .map((folder) => /^(.*?digest)(\/|$)/.exec(folder)?.[1] ?? folder),
  ).size;

/** Files that import each other in a loop, imports of types counted. */
async function circles(): Promise<number> {
  // A module of the other kind: only a dynamic import loads it.
  const { cruise } = await import('dependency-cruiser');
  const { output } = await cruise([join(root, 'src')], {
    baseDir: root,
    exclude: { path: '^src/dev|node_modules' },
    doNotFollow: { path: 'node_modules' },
    validate: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(root, 'tsconfig.json') },
    ruleSet: { forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }] },
  });
  if (typeof output === 'string') throw new Error('No result.');
  const loops = output.summary.violations.map(({ cycle = [] }) =>
    cycle
      .map(({ name }) => name)
      .sort()
      .join(),
  );
  if (process.argv.includes('--circles')) print([...new Set(loops)].join('\n'));
  return new Set(loops).size;
}

/** Names that two files export, each of its own; Slack and Teams may name the same thing alike. */
function namesExportedTwice(): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { path, text } of sources) {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    for (const name of file.statements.flatMap(exportedNames)) places.set(name, [...(places.get(name) ?? []), path]);
  }
  const pair = (path: string): string => path.replace(/^platforms\/(slack|teams)\//, 'platforms/*/');
  return [...places]
    .filter(([, paths]) => new Set(paths.map(pair)).size > 1)
    .map(([name, paths]) => `${name}: ${paths.join(', ')}`);
}

function exportedNames(statement: ts.Statement): readonly string[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
  return declared.flatMap((one) => {
    const { name } = one as { name?: ts.Node };
    return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
  });
}

/** Places where the same twelve lines of code stand twice: blank lines, comments and imports passed over. */
function repeatedPlaces(length = 12): readonly string[] {
  const seen = new Map<string, string>();
  const found = new Set<string>();
  for (const { path, text } of sources) {
    const lines = text
      .split('\n')
      .map((line, index) => ({ line: line.trim(), at: index + 1 }))
      .filter(({ line }) => /\w/.test(line) && !/^(\/?\*|\/\/|import\b)/.test(line));
    for (let first = 0; first + length <= lines.length; first++) {
      const key = lines
        .slice(first, first + length)
        .map(({ line }) => line)
        .join('\n');
      const other = seen.get(key);
      if (other !== undefined && !other.startsWith(`${path}:`)) found.add(`${other.split(':')[0] ?? ''} ~ ${path}`);
      seen.set(key, `${path}:${String(lines[first]?.at ?? 0)}`);
    }
  }
  return [...found];
}

async function main(): Promise<void> {
  const twice = namesExportedTwice();
  const repeated = repeatedPlaces();
  const lines = sources.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
  const rows: readonly (readonly [string, string | number])[] = [
    ['files that run for one stage change on Slack, warm', await filesOfOneErrand()],
    ['folders that hold the digest', foldersOfTheDigest()],
    ['files, lines of src without dev', `${String(sources.length)}, ${String(lines)}`],
    ['pairs of files that share 12 lines of code', repeated.length],
    ['circles of files, imports of types counted', await circles()],
    ['names that two files export, each of its own', twice.length],
  ];
  for (const [what, figure] of rows) print(`${String(figure).padStart(12)}  ${what}`);
  if (process.argv.includes('--names')) print(twice.join('\n'));
  if (process.argv.includes('--repeated')) print(repeated.join('\n'));
}

void main();
