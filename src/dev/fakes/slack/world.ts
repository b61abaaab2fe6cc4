/** The state of the local workspace: people, channels, messages; tells whoever listens of every change. */
import type { Homes } from './homes';
import type { SlackChannel, SlackMessage, SlackPerson, SlackState } from './fake-slack';
import { createSlackMessages, type SlackMessages } from './messages';
import { SlackApiError } from './refusal';
import { bot, channels, people, team } from './seed';
import type { OpenModals } from './modals';

export interface SlackWorld extends SlackMessages {
  readonly clock: () => Date;
  /** By key; a person that is not there is a mistake of whoever drives the peer. */
  person(key: string): SlackPerson;
  personById(id: string): SlackPerson | undefined;
  /** Whatever its case. */
  personByEmail(email: string): SlackPerson | undefined;
  /** By id, name, or a person's id or key for their conversation with the bot. */
  channel(name: string): SlackChannel | undefined;
  notify(): void;
  onChange(listener: () => void): () => void;
  state(modals: OpenModals, homes: Homes): SlackState;
}

export function createSlackWorld(clock: () => Date, before?: readonly SlackMessage[]): SlackWorld {
  const listeners = new Set<() => void>();
  const notify = () => listeners.forEach((listener) => listener());
  const messages = createSlackMessages(clock, notify, before);
  return {
    ...messages,
    clock,
    notify,
    person: findPerson,
    personById: (id) => people.find((person) => person.id === id),
    personByEmail: (address) => people.find(({ email }) => email?.toLowerCase() === address.toLowerCase()),
    channel: findChannel,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: (modals, homes) => ({
      team,
      bot: { id: bot.id, name: bot.name },
      people,
      channels,
      messages: messages.all(),
      modals: modals.open(),
      homes: homes.all(),
    }),
  };
}

function findPerson(key: string): SlackPerson {
  const person = people.find((one) => one.key === key);
  if (person === undefined) throw new Error(`Nobody here is called "${key}".`);
  return person;
}

function findChannel(name: string): SlackChannel | undefined {
  const person = people.find(({ id, key }) => id === name || key === name);
  return channels.find((channel) => [channel.id, channel.name].includes(person?.key ?? name));
}

/** The channel that a Web API call names, when the bot may write there. */
export function writableChannel(world: SlackWorld, name: string): SlackChannel {
  const channel = world.channel(name);
  if (channel === undefined) throw new SlackApiError('channel_not_found');
  if (!channel.members.includes('bot')) throw new SlackApiError('not_in_channel');
  return channel;
}
