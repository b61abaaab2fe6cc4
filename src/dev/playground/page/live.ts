/** What the server tells the page, kept up to date, and how the page asks the server to do something. */
import { useEffect, useState } from 'react';
import type { Section, PlaygroundSnapshot } from '../snapshot';

const sections: readonly Section[] = ['slack', 'teams', 'wire', 'autotask', 'clock', 'gallery'];

/** Undefined until the first section has arrived. */
export function useLive(): PlaygroundSnapshot | undefined {
  const [snapshot, setSnapshot] = useState<PlaygroundSnapshot>();
  useEffect(() => {
    const source = new EventSource('live');
    for (const section of sections) {
      source.addEventListener(section, ({ data }: MessageEvent<string>) => {
        const told = JSON.parse(data) as unknown;
        setSnapshot((before) => ({ ...before, [section]: told ?? undefined }));
      });
    }
    return () => source.close();
  }, []);
  return snapshot;
}

export type Part = 'slack' | 'teams' | 'autotask' | 'clock';

/** Resolves with what the verb answered. Rejects with the server's words. */
export async function send(part: Part, verb: string, body: object): Promise<unknown> {
  const response = await fetch(`api/${part}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { done, error } = (await response.json()) as { done?: unknown; error?: string };
  if (!response.ok) throw new Error(error ?? `The server answered ${String(response.status)}.`);
  return done;
}
