/** The texts that stand beside what they describe: every README.md that there is, and what is written in one. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(__dirname, '../..');
const left = new Set(['node_modules', 'dist', 'coverage', 'data']);

function readmesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return left.has(entry.name) || entry.name.startsWith('.') ? [] : readmesIn(path);
    return entry.name === 'README.md' ? [path] : [];
  });
}

/** Paths from the root. */
export const texts: readonly string[] = readmesIn('.');
export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What stands between the marks of code means nothing to Markdown. */
const withoutBlocks = (text: string): string => text.replace(/^```[^]*?^```$/gm, '');
const withoutCode = (text: string): string => withoutBlocks(text).replace(/`[^`\n]*`/g, '');

/** The section below a heading of whatever depth, up to the next one that is as high. */
export function sectionOf(path: string, heading: string): string {
  const lines = textOf(path).split('\n');
  const first = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (first < 0) return '';
  const depth = (lines[first] ?? '').indexOf(' ');
  const after = lines.slice(first + 1);
  const last = after.findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= depth);
  return (last < 0 ? after : after.slice(0, last)).join('\n');
}

/** The rows of the tables in a section, each with its cells, but for their headings. */
export function rowsOf(path: string, heading: string): readonly (readonly string[])[] {
  return sectionOf(path, heading)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What is written as code in a cell or a text. */
export const codeIn = (text: string): readonly string[] =>
  [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** The first cells of the tables in a section, without their marks. */
export const namesOf = (path: string, heading: string): readonly string[] =>
  rowsOf(path, heading).map(([cell = '']) => codeIn(cell)[0] ?? '');

export interface Link {
  /** From the root; the text itself for a link within it. */
  readonly path: string;
  /** Empty where the link leads to the whole. */
  readonly anchor: string;
}

/** Links and pictures that lead to something of our own. */
export function linksIn(path: string): readonly Link[] {
  const text = withoutCode(textOf(path));
  const written = [...text.matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '');
  return written
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', anchor = ''] = target.split('#');
      return { path: file === '' ? path : normalize(join(dirname(path), file)), anchor };
    });
}

/** The anchors of a text's headings, as GitHub makes them. */
export function anchorsOf(path: string): readonly string[] {
  const times = new Map<string, number>();
  return [...withoutBlocks(textOf(path)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = times.get(anchor) ?? 0;
    times.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${String(before)}`;
  });
}

/** Paths of ours that are written out as code, but for those with a part that stands for many. */
export const pathsIn = (path: string): readonly string[] =>
  codeIn(textOf(path)).filter((code) => /^(?:src|test|cards|manifest|\.ci|\.github)\/[^\s<>*]*$/.test(code));
