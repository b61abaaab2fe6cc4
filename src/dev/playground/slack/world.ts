/** The state of the local workspace: people, channels, messages; tells whoever listens of every change. */
import type { Piece, SlackChannel, SlackMessage, SlackPerson, SlackState } from './peer';
import { Refusal } from './refusal';
import { bot, channels, people, team } from './seed';
import type { Windows } from './windows';

export interface World {
  readonly clock: () => Date;
  /** By key; a person that is not there is a mistake of whoever drives the peer. */
  person(key: string): SlackPerson;
  personById(id: string): SlackPerson | undefined;
  /** By id, name, or a person's id or key for their conversation with the bot. */
  channel(name: string): SlackChannel | undefined;
  message(channel: string, ts: string): SlackMessage | undefined;
  add(message: Omit<SlackMessage, 'ts' | 'at' | 'edited'>): SlackMessage;
  edit(message: SlackMessage, content: Pick<SlackMessage, 'text' | 'blocks'>): SlackMessage;
  remove(message: SlackMessage): void;
  changed(): void;
  onChange(listener: () => void): () => void;
  state(windows: Windows): SlackState;
}

export function createWorld(clock: () => Date): World {
  const messages: SlackMessage[] = [];
  const listeners = new Set<() => void>();
  let made = 0;
  const changed = () => listeners.forEach((listener) => listener());
  const nameOf = ({ blocks }: Pick<SlackMessage, 'blocks'>) =>
    blocks.map((block): Piece => ('block_id' in block ? block : { ...block, block_id: `b${String((made += 1))}` }));
  return {
    clock,
    changed,
    person: personCalled,
    personById: (id) => people.find((person) => person.id === id),
    channel: channelCalled,
    message: (channel, ts) => messages.find((message) => message.channel === channel && message.ts === ts),
    add(content) {
      const at = clock();
      made += 1;
      const ts = `${String(Math.floor(at.getTime() / 1000))}.${String(made).padStart(6, '0')}`;
      const message = { ...content, blocks: nameOf(content), ts, at: at.toISOString(), edited: false };
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
    remove(message) {
      messages.splice(messages.indexOf(message), 1);
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: (windows) => ({
      team,
      bot: { id: bot.id, name: bot.name },
      people,
      channels,
      messages: [...messages],
      modals: windows.open(),
    }),
  };
}

function personCalled(key: string): SlackPerson {
  const person = people.find((one) => one.key === key);
  if (person === undefined) throw new Error(`Nobody here is called "${key}".`);
  return person;
}

function channelCalled(name: string): SlackChannel | undefined {
  const person = people.find(({ id, key }) => id === name || key === name);
  return channels.find((channel) => [channel.id, channel.name].includes(person?.key ?? name));
}

/** The channel that a Web API call names, when the bot may write there. */
export function channelForBot(world: World, name: string): SlackChannel {
  const channel = world.channel(name);
  if (channel === undefined) throw new Refusal('channel_not_found');
  if (!channel.members.includes('bot')) throw new Refusal('not_in_channel');
  return channel;
}
