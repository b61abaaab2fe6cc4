/** Lets in nobody but the playground's own page: other sites in the same browser could otherwise press buttons here. */
import type { RequestHandler } from 'express';

const local = /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The host is checked too: a site may make its own name resolve to this machine, and is then its own origin. */
export const ownPageOnly: RequestHandler = (request, response, next) => {
  const { host = '', origin } = request.headers;
  if (local.test(host) && (origin === undefined || origin === `http://${host}`)) next();
  else response.status(403).json({ error: 'Only the playground itself may do that.' });
};
