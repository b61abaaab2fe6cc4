/** The state of the local workspace: people, channels, messages; tells whoever listens of every change. */
import type { Homes } from './homes';
import type { SlackChannel, SlackMessage, SlackPerson, SlackState } from './peer';
import { createMessages, type Messages } from './messages';
import { Refusal } from './refusal';
import { bot, channels, people, team } from './seed';
import type { Windows } from './windows';

export interface World extends Messages {
  readonly clock: () => Date;
  /** By key; a person that is not there is a mistake of whoever drives the peer. */
  person(key: string): SlackPerson;
  personById(id: string): SlackPerson | undefined;
  /** Whatever its case. */
  personByEmail(email: string): SlackPerson | undefined;
  /** By id, name, or a person's id or key for their conversation with the bot. */
  channel(name: string): SlackChannel | undefined;
  changed(): void;
  onChange(listener: () => void): () => void;
  state(windows: Windows, homes: Homes): SlackState;
}

export function createWorld(clock: () => Date, before?: readonly SlackMessage[]): World {
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());
  const messages = createMessages(clock, changed, before);
  return {
    ...messages,
    clock,
    changed,
    person: personCalled,
    personById: (id) => people.find((person) => person.id === id),
    personByEmail: (wanted) => people.find(({ email }) => email?.toLowerCase() === wanted.toLowerCase()),
    channel: channelCalled,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: (windows, homes) => ({
      team,
      bot: { id: bot.id, name: bot.name },
      people,
      channels,
      messages: messages.all(),
      modals: windows.open(),
      homes: homes.all(),
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
