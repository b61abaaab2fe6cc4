/** Tells every open page what changed, as server-sent events: each section whole, at most every few milliseconds. */
import { Router, type Response } from 'express';
import type { Section, PlaygroundSnapshot } from './snapshot';

export interface LiveUpdates {
  readonly router: Router;
  /** The section is different now. */
  markChanged(section: Section): void;
  /** Ends every connection, so that the server can stop. */
  close(): void;
}

/** What a bot does in one go comes to the page in one go. */
const batchDelay = 30;

export function createLiveUpdates(read: { readonly [S in Section]: () => PlaygroundSnapshot[S] }): LiveUpdates {
  const pages = new Set<Response>();
  const changedSections = new Set<Section>();
  const timer: { current?: NodeJS.Timeout } = {};
  const eventOf = (section: Section): string =>
    `event: ${section}\ndata: ${JSON.stringify(read[section]() ?? null)}\n\n`;

  function send(): void {
    delete timer.current;
    const events = [...changedSections].map(eventOf).join('');
    changedSections.clear();
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
    markChanged(section) {
      if (pages.size === 0) return;
      changedSections.add(section);
      timer.current ??= setTimeout(send, batchDelay);
    },
    close() {
      clearTimeout(timer.current);
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
