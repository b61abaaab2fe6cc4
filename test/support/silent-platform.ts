/** A platform on which everything goes well, and which keeps what is posted: for tests of what is posted where. */
import type { Place, PlatformName } from '../../src/core/arrival';
import type { Platform } from '../../src/core/platform';
import type { View } from '../../src/core/reply';

interface Posted {
  readonly place: Place;
  readonly view: View;
  readonly mark: string | undefined;
}
export interface SilentPlatform extends Platform {
  readonly posted: readonly Posted[];
  /** Answers differently from now on. */
  script(changes: Partial<Pick<Platform, 'post' | 'canPost' | 'wasPosted'>>): void;
}

export function silentPlatform(name: PlatformName = 'slack'): SilentPlatform {
  const posted: Posted[] = [];
  const script: Partial<Platform> = {};
  return {
    name,
    posted,
    script: (changes) => void Object.assign(script, changes),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async post(place, view, mark) {
      const card = (await script.post?.(place, view, mark)) ?? { place, message: `m${String(posted.length + 1)}` };
      posted.push({ place, view, mark });
      return card;
    },
    wasPosted: async (place, mark, since) => {
      if (script.wasPosted !== undefined) return script.wasPosted(place, mark, since);
      return posted.some((one) => one.mark === mark);
    },
    canPost: async (place) => script.canPost?.(place),
    update: () => Promise.resolve('updated'),
    direct: ({ platform, tenant, id }) =>
      Promise.resolve({ platform, tenant, conversation: `D-${id}`, kind: 'direct' }),
  };
}
