/** The demo in a real browser: `CHROMIUM_PATH`, else the system's Chromium. `SCREENSHOTS` names a folder to fill. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { startDemo, type Demo } from '../../src/dev/demo';
import { createPlayground, type Playground } from '../../src/dev/playground';
import { runningClock } from './clock';
import { quietLog } from './quiet-log';

const chromiumPaths = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser and the whole bot start for each test, on whatever machine. */
jest.setTimeout(120_000);

export interface BrowserFixture {
  readonly demo: Demo;
  readonly page: Page;
  /** What the page complained about in its console. */
  readonly complaints: readonly string[];
  /** The page, or a part of it. */
  screenshot(name: string, part?: Locator): Promise<void>;
  stop(): Promise<void>;
}

/** `scale` is how many pixels of a picture there are to one of the page. */
export async function openPlayground(size = { width: 1440, height: 900 }, scale = 1): Promise<BrowserFixture> {
  const executablePath = chromiumPaths.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error('There is no Chromium: set CHROMIUM_PATH.');
  const pages: Playground[] = [];
  const demo = await startDemo({
    env: { PORT: '0' },
    log: quietLog,
    clock: runningClock,
    page: (fakes) => {
      const playground = createPlayground(fakes);
      pages.push(playground);
      return playground;
    },
  });
  const browser: Browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => (message.type() === 'error' ? complaints.push(message.text()) : undefined));
  await page.goto(`${demo.url}playground/`);
  return {
    demo,
    page,
    complaints,
    async screenshot(name, part) {
      const folder = process.env['SCREENSHOTS'];
      if (folder !== undefined) await (part ?? page).screenshot({ path: join(folder, `${name}.png`) });
    },
    async stop() {
      await browser.close();
      for (const playground of pages) playground.close();
      await demo.stop();
    },
  };
}
