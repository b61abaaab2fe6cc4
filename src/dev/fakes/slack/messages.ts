/** Every message of the local workspace, oldest first. */
import type { SlackJson, SlackMessage, SlackUnfurl } from './fake-slack';

export interface SlackMessages {
  all(): readonly SlackMessage[];
  message(channel: string, ts: string): SlackMessage | undefined;
  add(message: Omit<SlackMessage, 'ts' | 'at' | 'edited' | 'unfurls'>): SlackMessage;
  edit(message: SlackMessage, content: Pick<SlackMessage, 'text' | 'blocks'>): SlackMessage;
  /** Beneath its links; one that is there already is replaced. */
  unfurl(message: SlackMessage, unfurls: readonly SlackUnfurl[]): void;
  remove(message: SlackMessage): void;
}

export function createSlackMessages(
  clock: () => Date,
  notify: () => void,
  restored: readonly SlackMessage[] = [],
): SlackMessages {
  const messages = [...restored];
  let counter = 0;
  const withBlockIds = ({ blocks }: Pick<SlackMessage, 'blocks'>) =>
    blocks.map((block): SlackJson =>
      'block_id' in block ? block : { ...block, block_id: `b${String((counter += 1))}` },
    );
  return {
    all: () => [...messages],
    message: (channel, ts) => messages.find((message) => message.channel === channel && message.ts === ts),
    add(content) {
      const at = clock();
      counter += 1;
      const ts = `${String(Math.floor(at.getTime() / 1000))}.${String(counter).padStart(6, '0')}`;
      const message = {
        ...content,
        blocks: withBlockIds(content),
        ts,
        at: at.toISOString(),
        edited: false,
        unfurls: [],
      };
      messages.push(message);
      notify();
      return message;
    },
    edit(message, content) {
      const edited = { ...message, ...content, blocks: withBlockIds(content), edited: true };
      messages.splice(messages.indexOf(message), 1, edited);
      notify();
      return edited;
    },
    unfurl(message, unfurls) {
      const urls = unfurls.map(({ url }) => url);
      const identified = unfurls.map(({ url, blocks }) => ({ url, blocks: withBlockIds({ blocks }) }));
      const others = message.unfurls.filter(({ url }) => !urls.includes(url));
      messages.splice(messages.indexOf(message), 1, { ...message, unfurls: [...others, ...identified] });
      notify();
    },
    remove(message) {
      messages.splice(messages.indexOf(message), 1);
      notify();
    },
  };
}
