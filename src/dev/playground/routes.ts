/** What the page asks the server to do: `POST /api/<part>/<verb>`, answered when the bot has answered. */
import express, { Router, type Response } from 'express';
import { z } from 'zod';
import type { Verbs } from './verbs';

export interface Part<P> {
  readonly peer: P;
  readonly verbs: Verbs<P>;
  /** Something may be different now. */
  readonly after: () => void;
}

export function serveVerbs<P>({ peer, verbs, after }: Part<P>): Router {
  const router = Router();
  // JSON alone: a page of another origin cannot send it without being asked first.
  router.use(express.json({ limit: '256kb' }));
  router.post('/:verb', async (request, response) => {
    const verb = Object.hasOwn(verbs, request.params.verb) ? verbs[request.params.verb] : undefined;
    if (verb === undefined) {
      response.status(404).json({ error: `There is no "${request.params.verb}".` });
      return;
    }
    await answer(response, () => verb(peer, request.body as unknown));
    after();
  });
  return router;
}

async function answer(response: Response, act: () => unknown): Promise<void> {
  try {
    response.json({ done: (await act()) ?? null });
  } catch (error) {
    const shape = error instanceof z.ZodError;
    response.status(shape ? 400 : 409).json({ error: shape ? z.prettifyError(error) : String(messageOf(error)) });
  }
}

const messageOf = (error: unknown): unknown => (error instanceof Error ? error.message : error);
