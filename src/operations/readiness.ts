/** Whether the bot can be given work: not before everything has started, nor once a stop has begun, nor without its database. */
import type { RequestHandler } from 'express';
import { withDeadline } from '../core/with-deadline';

/** Whoever asks by the minute gives up sooner or later: the answer comes before that. Milliseconds. */
const patience = 2_000;

export interface Readiness {
  readonly page: RequestHandler;
  readonly setState: (state: 'ready' | 'stopping') => void;
}

/** `pingDatabase` resolves when the database answers. */
export function createReadiness(pingDatabase: () => Promise<unknown>, milliseconds = patience): Readiness {
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  let pendingPing: Promise<boolean> | undefined;
  const isDatabaseAnswering = async (): Promise<boolean> => {
    // One question at a time: those who wait for a database that says nothing would take all of its connections.
    pendingPing ??= pingDatabase()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (pendingPing = undefined));
    const answer = await withDeadline(pendingPing, milliseconds);
    return answer.ready && answer.value;
  };
  return {
    page: async (_request, response) => {
      const isAnswered = state !== 'ready' || (await isDatabaseAnswering());
      if (!isAnswered) response.status(503).json({ status: 'waiting', reason: 'The database does not answer.' });
      else response.status(state === 'ready' ? 200 : 503).json({ status: state });
    },
    setState(now) {
      // A start that ends after the stop has begun does not undo it.
      if (state !== 'stopping') state = now;
    },
  };
}
