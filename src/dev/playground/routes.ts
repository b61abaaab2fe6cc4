/** Serves what people do on the page as `POST /api/<part>/<verb>`; the response waits until the bot has responded. */
import express, { Router, type Response } from 'express';
import { z } from 'zod';
import type { UserActions } from './user-actions';

export interface UserActionMount<P> {
  readonly target: P;
  readonly actions: UserActions<P>;
  /** Called after each action, which may have changed something. */
  readonly after: () => void;
}

export function serveUserActions<P>({ target, actions, after }: UserActionMount<P>): Router {
  const router = Router();
  // JSON alone: a browser lets a page of another origin send that only if this server permits it, which it does not.
  router.use(express.json({ limit: '256kb' }));
  router.post('/:verb', async (request, response) => {
    const action = Object.hasOwn(actions, request.params.verb) ? actions[request.params.verb] : undefined;
    if (action === undefined) {
      response.status(404).json({ error: `There is no "${request.params.verb}".` });
      return;
    }
    await respond(response, () => action(target, request.body as unknown));
    after();
  });
  return router;
}

async function respond(response: Response, action: () => unknown): Promise<void> {
  try {
    response.json({ done: (await action()) ?? null });
  } catch (error) {
    const isInvalid = error instanceof z.ZodError;
    response
      .status(isInvalid ? 400 : 409)
      .json({ error: isInvalid ? z.prettifyError(error) : String(messageOf(error)) });
  }
}

const messageOf = (error: unknown): unknown => (error instanceof Error ? error.message : error);
