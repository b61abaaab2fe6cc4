/** Bundles the page for the browser, in memory. */
import { basename, join } from 'node:path';
import { build } from 'esbuild';

export interface PageFile {
  readonly type: string;
  readonly content: Uint8Array;
}
export type PageFiles = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
};

export async function bundlePage(): Promise<PageFiles> {
  const { outputFiles } = await build({
    entryPoints: { page: join(__dirname, 'page', 'main.tsx') },
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    // The fonts come in an older format too, which no browser that can run this page requests.
    loader: { '.woff2': 'file', '.woff': 'empty' },
    assetNames: '[name]',
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } },
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), fileOf(path, contents)]));
}

const fileOf = (path: string, content: Uint8Array): PageFile => ({
  type: types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
  content,
});
