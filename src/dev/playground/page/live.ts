/** The page's connection to the server: the snapshot that the server keeps up to date, and actions that are sent to it. */
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
        const value = JSON.parse(data) as unknown;
        setSnapshot((before) => ({ ...before, [section]: value ?? undefined }));
      });
    }
    return () => source.close();
  }, []);
  return snapshot;
}

export type Part = 'slack' | 'teams' | 'autotask' | 'clock';

/** Resolves with the result of the action. Rejects with the server's error message. */
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
