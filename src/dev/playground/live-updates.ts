/** Sends every open page the sections that changed, as server-sent events. */
import { Router, type Response } from 'express';
import type { Section, PlaygroundSnapshot } from './snapshot';

export interface LiveUpdates {
  readonly router: Router;
  /** The section has changed. */
  markChanged(section: Section): void;
  /** Ends every connection, so that the server can stop. */
  close(): void;
}

/** In milliseconds: what the bot does at once reaches the page in one batch. */
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
