/** A platform on which everything goes well, and which keeps what is posted: for tests of what is posted where. */
import type { Conversation, PlatformName } from '../../src/core/interaction';
import type { Platform } from '../../src/core/platform';
import type { View } from '../../src/core/reply';

interface PostedMessage {
  readonly conversation: Conversation;
  readonly view: View;
  readonly dedupeKey: string | undefined;
}
export interface RecordingPlatform extends Platform {
  readonly posted: readonly PostedMessage[];
  /** Answers differently from now on. */
  script(changes: Partial<Pick<Platform, 'post' | 'findPostingProblem' | 'isPosted'>>): void;
}

export function createRecordingPlatform(name: PlatformName = 'slack'): RecordingPlatform {
  const posted: PostedMessage[] = [];
  const overrides: Partial<Platform> = {};
  return {
    name,
    posted,
    script: (changes) => void Object.assign(overrides, changes),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async post(conversation, view, dedupeKey) {
      const card = (await overrides.post?.(conversation, view, dedupeKey)) ?? {
        place: conversation,
        message: `m${String(posted.length + 1)}`,
      };
      posted.push({ conversation, view, dedupeKey });
      return card;
    },
    isPosted: async (conversation, dedupeKey, since) => {
      if (overrides.isPosted !== undefined) return overrides.isPosted(conversation, dedupeKey, since);
      return posted.some((one) => one.dedupeKey === dedupeKey);
    },
    findPostingProblem: async (conversation) => overrides.findPostingProblem?.(conversation),
    update: () => Promise.resolve('updated'),
    direct: ({ platform, tenant, id }) =>
      Promise.resolve({ platform, tenant, conversation: `D-${id}`, kind: 'direct' }),
  };
}
