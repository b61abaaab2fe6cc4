/** Every message of the local workspace, oldest first. */
import type { Piece, SlackMessage, SlackUnfurl } from './peer';

export interface Messages {
  all(): readonly SlackMessage[];
  message(channel: string, ts: string): SlackMessage | undefined;
  add(message: Omit<SlackMessage, 'ts' | 'at' | 'edited' | 'unfurls'>): SlackMessage;
  edit(message: SlackMessage, content: Pick<SlackMessage, 'text' | 'blocks'>): SlackMessage;
  /** Beneath its links; one that is there already is replaced. */
  unfurl(message: SlackMessage, unfurls: readonly SlackUnfurl[]): void;
  remove(message: SlackMessage): void;
}

export function createMessages(clock: () => Date, changed: () => void, before: readonly SlackMessage[] = []): Messages {
  const messages = [...before];
  let made = 0;
  const nameOf = ({ blocks }: Pick<SlackMessage, 'blocks'>) =>
    blocks.map((block): Piece => ('block_id' in block ? block : { ...block, block_id: `b${String((made += 1))}` }));
  return {
    all: () => [...messages],
    message: (channel, ts) => messages.find((message) => message.channel === channel && message.ts === ts),
    add(content) {
      const at = clock();
      made += 1;
      const ts = `${String(Math.floor(at.getTime() / 1000))}.${String(made).padStart(6, '0')}`;
      const message = { ...content, blocks: nameOf(content), ts, at: at.toISOString(), edited: false, unfurls: [] };
      messages.push(message);
      changed();
      return message;
    },
    edit(message, content) {
      const edited = { ...message, ...content, blocks: nameOf(content), edited: true };
      messages.splice(messages.indexOf(message), 1, edited);
      changed();
      return edited;
    },
    unfurl(message, unfurls) {
      const urls = unfurls.map(({ url }) => url);
      const named = unfurls.map(({ url, blocks }) => ({ url, blocks: nameOf({ blocks }) }));
      const others = message.unfurls.filter(({ url }) => !urls.includes(url));
      messages.splice(messages.indexOf(message), 1, { ...message, unfurls: [...others, ...named] });
      changed();
    },
    remove(message) {
      messages.splice(messages.indexOf(message), 1);
      changed();
    },
  };
}
