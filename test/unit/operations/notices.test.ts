/** The pages that Teams shows beside the app are there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWebServer } from '../../../src/operations/web';

const manifest = JSON.parse(readFileSync(join(__dirname, '../../../manifest/teams/manifest.json'), 'utf8')) as {
  readonly developer: Readonly<Record<'websiteUrl' | 'privacyUrl' | 'termsOfUseUrl', string>>;
};
const web = createWebServer({ host: '127.0.0.1', port: 0 }, []);
let url: string;
beforeAll(async () => {
  url = await web.start();
});
afterAll(() => web.stop());

async function open(address: string): Promise<{ status: number; type: string | null; text: string }> {
  const answer = await fetch(new URL(new URL(address).pathname, url));
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

it.each([
  ['websiteUrl', /say help to the bot/],
  ['privacyUrl', /It stores: what you changed through it.*ask whoever runs it/s],
  ['termsOfUseUrl', /without warranty/],
] as const)('the %s of the Teams app leads to a page that says so', async (name, words) => {
  const { status, type, text } = await open(manifest.developer[name]);
  expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
  expect(text).toMatch(words);
});

it('a connection outlives the 60 seconds for which a balancer keeps its own, and keeps no stop waiting', async () => {
  const answer = await fetch(url);
  await answer.text();
  expect(Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
  const other = createWebServer({ host: '127.0.0.1', port: 0 }, []);
  await (await fetch(await other.start())).text();
  await other.stop();
});

it('what the pages link to is there', async () => {
  const { text } = await open(manifest.developer.websiteUrl);
  const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect((await fetch(new URL(link, url))).status).toBe(200);
});
