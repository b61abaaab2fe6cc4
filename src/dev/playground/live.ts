/** Tells every open page what changed, as server-sent events: each section whole, at most every few milliseconds. */
import { Router, type Response } from 'express';
import type { Section, Snapshot } from './snapshot';

export interface Live {
  readonly router: Router;
  /** The section is different now. */
  changed(section: Section): void;
  /** Ends every connection, so that the server can stop. */
  close(): void;
}

/** What a bot does in one go comes to the page in one go. */
const gathering = 30;

export function createLive(read: { readonly [S in Section]: () => Snapshot[S] }): Live {
  const pages = new Set<Response>();
  const waiting = new Set<Section>();
  const timer: { current?: NodeJS.Timeout } = {};
  const eventOf = (section: Section): string =>
    `event: ${section}\ndata: ${JSON.stringify(read[section]() ?? null)}\n\n`;

  function send(): void {
    delete timer.current;
    const events = [...waiting].map(eventOf).join('');
    waiting.clear();
    for (const page of pages) page.write(events);
  }

  const router = Router();
  router.get('/live', (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write((Object.keys(read) as Section[]).map(eventOf).join(''));
    pages.add(response);
    request.on('close', () => pages.delete(response));
  });
  return {
    router,
    changed(section) {
      if (pages.size === 0) return;
      waiting.add(section);
      timer.current ??= setTimeout(send, gathering);
    },
    close() {
      clearTimeout(timer.current);
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
