/** Whether the bot can be given work: not before everything has started, and not once a stop has begun. */
import type { RequestHandler } from 'express';

export interface Readiness {
  readonly page: RequestHandler;
  readonly become: (state: 'ready' | 'stopping') => void;
}

export function createReadiness(): Readiness {
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  return {
    page: (_request, response) => void response.status(state === 'ready' ? 200 : 503).json({ status: state }),
    become(now) {
      // A start that ends after the stop has begun does not undo it.
      if (state !== 'stopping') state = now;
    },
  };
}
