/** Serves the page from memory, its HTML, script, styles and fonts, and refuses requests of any other page. */
import { Router, type RequestHandler } from 'express';
import { bundlePage, type PageFiles } from './bundle';

/** So that even if markup of somebody's got into the page, nothing but the page's own script would run. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const html = (base: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Playground: pretend data</title>
    <base href="${base}/" />
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="page.css" />
    <script type="module" src="page.js"></script>
  </head>
  <body>
    <div id="page"></div>
    <noscript>The playground needs JavaScript.</noscript>
  </body>
</html>
`;

export function servePage(): Router {
  const router = Router();
  const bundle: { files?: Promise<PageFiles> } = {};
  const files = (): Promise<PageFiles> => (bundle.files ??= bundlePage());
  router.get(['/', '/gallery'], (request, response) => {
    void files().catch(() => undefined);
    response.set({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
    response.type('html').send(html(request.baseUrl));
  });
  router.get('/:file', async (request, response, next) => {
    const file = (await files()).get(request.params.file);
    if (file === undefined) {
      next();
      return;
    }
    response.set({ 'content-type': file.type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
    response.send(Buffer.from(file.content));
  });
  return router;
}

const localHost = /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Other sites in the same browser could otherwise press buttons here. The host is checked too: a site may let its own
 * name resolve to this machine, and is then its own origin.
 */
export const ownPageOnly: RequestHandler = (request, response, next) => {
  const { host = '', origin } = request.headers;
  if (localHost.test(host) && (origin === undefined || origin === `http://${host}`)) next();
  else response.status(403).json({ error: 'Only the playground itself may do that.' });
};
