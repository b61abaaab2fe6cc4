/** The container image and the compose file name only files, commands, settings and pages that there are. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { scripts, dependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const settings = new Set([...read('.env.example').matchAll(/^([A-Za-z_]+)=/gm)].map(([, name]) => name));
const steps = read('Dockerfile')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ step: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const of = (wanted: string) => steps.filter(({ step }) => step === wanted).map(({ rest }) => rest);
const command = (text: string) => z.array(z.string()).parse(JSON.parse(text.slice(text.indexOf('['))));

describe('The image', () => {
  it('copies only what there is, and what the build context holds', () => {
    const context = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    const copied = of('COPY').filter((rest) => !rest.startsWith('--from='));
    const sources = copied.flatMap((rest) => rest.split(' ').slice(0, -1));
    expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect([...new Set(sources)].sort()).toEqual(context.sort());
  });

  it('holds no texts for people: a better word builds no new image', () => {
    expect(read('.dockerignore').split('\n')).toContain('**/README.md');
  });

  it('copies from stages that there are', () => {
    const stages = of('FROM').flatMap((rest) => rest.split(' AS ').slice(1));
    const used = of('COPY').flatMap((rest) => /^--from=(\w+)/.exec(rest)?.slice(1) ?? []);
    expect(used.sort()).toEqual(stages.sort());
  });

  it('runs scripts that there are, and starts a file that the build makes', () => {
    const run = of('RUN').flatMap((rest) => /npm run (\w+)/.exec(rest)?.slice(1) ?? []);
    expect(run).toEqual(['build']);
    expect(run.filter((name) => scripts?.[name] === undefined)).toEqual([]);
    const [, main = ''] = command(of('CMD').at(-1) ?? '');
    expect(scripts?.['start']).toBe(`node ${main}`);
    expect(existsSync(join(root, main.replace(/^dist\/(.*)\.js$/, 'src/$1.ts')))).toBe(true);
  });

  it('sets settings that there are, and is nobody’s root', () => {
    const set = of('ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split('=')[0] ?? ''));
    expect(set.filter((name) => name !== 'NODE_ENV' && !settings.has(name))).toEqual([]);
    expect(of('USER')).toEqual(['node']);
  });

  it('has everything that the code asks for without the packages of development', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    const shipped = files.filter((file) => file.endsWith('.ts') && !file.startsWith('dev/'));
    const asked = shipped.flatMap((file) => [
      ...read(`src/${file}`).matchAll(/^(?:import|export) (?!type).*? ?from '([^.'][^']*)'|import\('([^.'][^']*)'\)/gm),
    ]);
    const names = asked.map(([, usual, later]) => usual ?? later ?? '').filter((name) => !name.startsWith('node:'));
    const packages = new Set(names.map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name));
    expect(packages.size).toBeGreaterThan(10);
    expect([...packages].filter((name) => dependencies?.[name] === undefined)).toEqual([]);
  });

  it.each([
    [200, 0],
    [503, 1],
  ])('is well or not by its readiness: %d', async (status, code) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const PORT = String((server.address() as AddressInfo).port);
    const [, ...words] = command(of('HEALTHCHECK')[0] ?? '');
    const ended = await new Promise((resolve) => {
      execFile(process.execPath, words, { env: { PORT } }).once('exit', resolve);
    });
    await new Promise((resolve) => server.close(resolve));
    expect(ended).toBe(code);
    expect(read('src/operations/web.ts')).toContain(`'${asked[0] ?? ''}'`);
  });
});

describe('The compose file', () => {
  const service = z.looseObject({
    environment: z.record(z.string(), z.string()),
    volumes: z.array(z.string()),
    depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).optional(),
    healthcheck: z.object({ test: z.array(z.string()) }).optional(),
    ports: z.array(z.string()).optional(),
  });
  const { services, volumes } = z
    .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
    .parse(parse(read('compose.yaml')));
  const { bot, database } = services;

  it('sets settings that there are, and the bot’s database is the one beside it', () => {
    expect(Object.keys(bot?.environment ?? {}).filter((name) => !settings.has(name))).toEqual([]);
    const address = new URL((bot?.environment['DATABASE_URL'] ?? '').replace(/\$\{[^}]*\}/, 'secret'));
    const { POSTGRES_USER: user, POSTGRES_DB: name } = database?.environment ?? {};
    expect([address.hostname, address.username, address.pathname]).toEqual(['database', user, `/${name ?? ''}`]);
  });

  it('waits for services that say whether they are well', () => {
    const awaited = Object.values(services).flatMap(({ depends_on: others = {} }) => Object.keys(others));
    expect(awaited).toEqual(['database']);
    expect(awaited.filter((name) => services[name]?.healthcheck === undefined)).toEqual([]);
  });

  it('keeps the data in volumes that it names, where the image has them', () => {
    const mounted = Object.values(services).flatMap(({ volumes: pairs }) => pairs.map((pair) => pair.split(':')));
    expect(mounted.map(([name]) => name).sort()).toEqual(Object.keys(volumes).sort());
    expect(bot?.volumes).toEqual([`data:${of('VOLUME')[0] ?? ''}`]);
    expect(bot?.ports?.[0]?.split(':').at(-1)).toBe(of('EXPOSE')[0]);
  });

  it('keeps no secret', () => {
    expect(read('compose.yaml')).not.toMatch(/PASSWORD: (?!\$\{)/);
  });
});
