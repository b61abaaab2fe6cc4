/** What the page asks the server to do: `POST /api/<part>/<verb>`, answered when the bot has answered. */
import express, { Router, type Response } from 'express';
import { z } from 'zod';
import type { UserActions } from './verbs';

export interface UserActionMount<P> {
  readonly target: P;
  readonly actions: UserActions<P>;
  /** Something may be different now. */
  readonly after: () => void;
}

export function serveUserActions<P>({ target, actions, after }: UserActionMount<P>): Router {
  const router = Router();
  // JSON alone: a page of another origin cannot send it without being asked first.
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
    const shape = error instanceof z.ZodError;
    response.status(shape ? 400 : 409).json({ error: shape ? z.prettifyError(error) : String(messageOf(error)) });
  }
}

const messageOf = (error: unknown): unknown => (error instanceof Error ? error.message : error);
