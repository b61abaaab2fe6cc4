/** The fetch that openapi-fetch is given: lanes(retry(zone(attempt))), with the credentials put on at the last moment. */
import { setTimeout as pause } from 'node:timers/promises';
import { ConstantBackoff, handleWhenResult, retry } from 'cockatiel';
import type { Call } from './call';
import { unmetered } from '../core/meter';
import { brokenContract } from './failures';
import { entityOf, type Queues } from './lanes';
import { entityLabel, measureAttempt, retries as sentAgain } from './measures';
import type { AutotaskOptions, Limits } from './options';
import { attempt, type Outcome, type Outgoing } from './outcome';
import { decide } from './retry';
import { createScrub, scrubbed } from './secrets';
import type { Zone } from './zone';

/** Paths below it are put under the zone's root; any other address must belong to the zone. */
export const unplaced = 'https://zone.invalid';

export type Send = (outgoing: Outgoing, call: Call) => Promise<Outcome>;

interface Parts {
  readonly options: AutotaskOptions;
  readonly limits: Limits;
}

interface Tried {
  readonly outcome: Outcome;
  readonly again: boolean;
}

export const isWrite = ({ method, url }: Pick<Outgoing, 'method' | 'url'>): boolean =>
  method !== 'GET' && !/\/query(\/|\?|$)/i.test(url);

/** Sends, and sends again as the decision in retry.ts says. The last outcome is the answer. */
export function createPersistence({ options, limits }: Parts, once: Send): Send {
  const policy = retry(
    handleWhenResult((tried) => (tried as Tried).again),
    { maxAttempts: limits.retries, backoff: new ConstantBackoff(0) },
  );
  const { meter = unmetered } = options;
  return async (outgoing, call) => {
    const write = isWrite(outgoing);
    const tried = await policy.execute(async ({ attempt: retries }): Promise<Tried> => {
      const outcome = await once(outgoing, call);
      const [now, random] = [options.clock(), (options.random ?? Math.random)()];
      const decision = decide(outcome, { write, retries, left: call.left(), now, random, limits });
      if (!decision.again) return { outcome, again: false };
      meter.count(sentAgain, { entity: entityLabel(outgoing.url) });
      return rested(outcome, decision.after, call.signal);
    }, call.signal);
    return tried.outcome;
  };
}

/** The pause before the next attempt is made here, since the library's own cannot be cut short. */
async function rested(outcome: Outcome, milliseconds: number, signal: AbortSignal): Promise<Tried> {
  try {
    await pause(milliseconds, undefined, { signal });
    return { outcome, again: true };
  } catch (cause) {
    return { outcome: { kind: 'stopped', sent: false, cause }, again: false };
  }
}

/** Told of every attempt. */
export interface Watching {
  readonly spent: () => void;
  /** By how many milliseconds the server's clock is ahead of ours. */
  readonly heard: (skew: number) => void;
}

export function attemptWith({ options, limits, spent, heard }: Parts & Watching): Send {
  const scrub = createScrub(options);
  const { meter = unmetered } = options;
  return async (outgoing, call) => {
    spent();
    const start = performance.now();
    const found = await attempt(outgoing, {
      fetch: options.fetch ?? globalThis.fetch,
      milliseconds: limits.attempt,
      signal: call.signal,
    });
    const milliseconds = performance.now() - start;
    const served = found.kind === 'answered' ? Date.parse(found.headers.get('date') ?? '') : Number.NaN;
    if (!Number.isNaN(served)) heard(served - options.clock().getTime());
    const outcome = scrubbed(found, scrub);
    measureAttempt(meter, outgoing.url, { outcome, milliseconds });
    // Never the query, the headers or the body: they carry names, figures and the credentials.
    options.log.debug(
      {
        method: outgoing.method,
        path: new URL(outgoing.url).pathname,
        outcome: outcome.kind === 'answered' ? outcome.status : outcome.kind,
        ms: Math.round(milliseconds),
      },
      'autotask',
    );
    return outcome;
  };
}

interface Placing {
  readonly zone: Zone;
  readonly lanes: Queues<string>;
  readonly persist: Send;
  readonly options: AutotaskOptions;
}

export function createTransport({ zone, lanes, persist, options }: Placing): Send {
  const { integrationCode, username, secret } = options;
  const credentials = { ApiIntegrationCode: integrationCode, UserName: username, Secret: secret };
  const sendTo = (root: string, outgoing: Outgoing, call: Call): Promise<Outcome> => {
    const url = place(outgoing.url, root);
    return persist({ ...outgoing, url, headers: { ...outgoing.headers, ...credentials } }, call);
  };
  return (outgoing, call) =>
    lanes(entityOf(new URL(outgoing.url).pathname), call.signal, async () => {
      const root = await zone.root(call.signal);
      const outcome = await sendTo(root, outgoing, call);
      if (outcome.kind !== 'answered' || outcome.status !== 401) return outcome;
      // Also the answer of the wrong data centre. Nothing was carried out, so that writes may go again too.
      const now = await zone.again(call.signal);
      return now === root ? outcome : sendTo(now, outgoing, call);
    });
}

function place(url: string, root: string): string {
  if (url.startsWith(`${unplaced}/`)) return root + url.slice(unplaced.length + 1);
  const [target, home] = [new URL(url), new URL(root)];
  if (target.origin !== home.origin) throw brokenContract(`the next page is said to be at ${target.origin}`);
  return url;
}
