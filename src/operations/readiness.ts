/** Whether the bot can be given work: not before everything has started, nor once a stop has begun, nor without its database. */
import type { RequestHandler } from 'express';
import { soon } from '../core/soon';

/** Whoever asks by the minute gives up sooner or later: the answer comes before that. Milliseconds. */
const patience = 2_000;

export interface Readiness {
  readonly page: RequestHandler;
  readonly become: (state: 'ready' | 'stopping') => void;
}

/** `answers` resolves when the database does. */
export function createReadiness(answers: () => Promise<unknown>, milliseconds = patience): Readiness {
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  let asked: Promise<boolean> | undefined;
  const answersSoon = async (): Promise<boolean> => {
    // One question at a time: those who wait for a database that says nothing would take all of its connections.
    asked ??= answers()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (asked = undefined));
    const answer = await soon(asked, milliseconds);
    return answer.ready && answer.value;
  };
  return {
    page: async (_request, response) => {
      const isAnswered = state !== 'ready' || (await answersSoon());
      if (!isAnswered) response.status(503).json({ status: 'waiting', reason: 'The database does not answer.' });
      else response.status(state === 'ready' ? 200 : 503).json({ status: state });
    },
    become(now) {
      // A start that ends after the stop has begun does not undo it.
      if (state !== 'stopping') state = now;
    },
  };
}
