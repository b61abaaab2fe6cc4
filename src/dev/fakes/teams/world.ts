/** What is on everybody's screen: the messages, the open dialogs, who is typing. */
import { createTeamsMessages, type TeamsMessages } from './messages';
import type { TeamsConversation, TeamsDialog, TeamsPerson, TeamsState } from './shown';
import { conversations, people, tenantId } from './tenant';

export interface TeamsWorld extends TeamsMessages {
  state(): TeamsState;
  onChange(listener: () => void): () => void;
  person(key: string): TeamsPerson;
  personById(id: string): TeamsPerson | undefined;
  /** Of a person, by key, or of the bot. */
  nameOf(from: string): string;
  conversation(id: string): TeamsConversation | undefined;
  open(person: string, dialog: TeamsDialog): void;
  close(person: string): void;
  /** The bot is typing there, until its next message. */
  typing(conversation: string): void;
}

interface TeamsWorldOptions {
  readonly botName: string;
  readonly clock: () => Date;
  readonly before?: Pick<TeamsState, 'messages' | 'dialogs'> | undefined;
}

export function createTeamsWorld({ botName, clock, before }: TeamsWorldOptions): TeamsWorld {
  const listeners = new Set<() => void>();
  const notify = (): void => listeners.forEach((listener) => listener());
  const messages = createTeamsMessages(clock, notify, before?.messages);
  const dialogs = new Map<string, TeamsDialog>(Object.entries(before?.dialogs ?? {}));
  const typing = new Set<string>();

  return {
    ...messages,
    post(message) {
      if (message.from === 'bot') typing.delete(message.conversation);
      return messages.post(message);
    },
    state: () => ({
      tenantId,
      botName,
      people,
      conversations,
      messages: messages.all(),
      dialogs: Object.fromEntries(dialogs),
      typing: [...typing],
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    person(key) {
      const person = people.find((other) => other.key === key);
      if (person === undefined) throw new Error(`Nobody in the tenant is called "${key}".`);
      return person;
    },
    nameOf: (from) => (from === 'bot' ? botName : (people.find(({ key }) => key === from)?.name ?? from)),
    personById: (id) => people.find((person) => person.id === id),
    conversation: (id) => conversations.find((conversation) => conversation.id === id),
    open(person, dialog) {
      dialogs.set(person, dialog);
      notify();
    },
    close(person) {
      dialogs.delete(person);
      notify();
    },
    typing(conversation) {
      typing.add(conversation);
      notify();
    },
  };
}
