/** The messages of all conversations: what everybody sees, and what one person alone sees in its place. */
import type { Card, TeamsMessage } from './shown';

export type NewMessage = Pick<TeamsMessage, 'conversation' | 'from' | 'text'> &
  Partial<Pick<TeamsMessage, 'thread' | 'card' | 'onlyFor'>>;

export interface TeamsMessages {
  all(): readonly TeamsMessage[];
  message(id: string): TeamsMessage | undefined;
  /** Answers the id. */
  post(message: NewMessage): string;
  /** A changed message is the same for everybody again. */
  change(id: string, changes: Pick<NewMessage, 'text' | 'card'>): void;
  remove(id: string): void;
  /** What one person alone sees of a message from now on. */
  showCardTo(person: string, id: string, card: Card): void;
  noticeTo(person: string, id: string, words: string): void;
}

/** The oldest are forgotten: the playground may run for days. */
const maxMessages = 500;

export function createTeamsMessages(
  clock: () => Date,
  notify: () => void,
  restored: readonly TeamsMessage[] = [],
): TeamsMessages {
  const messages = new Map(restored.map((message) => [message.id, message]));
  const last = { id: 0 };
  const save = (message: TeamsMessage): void => {
    messages.set(message.id, message);
    const [oldest] = messages.keys();
    if (messages.size > maxMessages && oldest !== undefined) messages.delete(oldest);
    notify();
  };
  const edit = (id: string, changes: (message: TeamsMessage) => Partial<TeamsMessage>): void => {
    const message = messages.get(id);
    if (message !== undefined) save({ ...message, ...changes(message) });
  };

  return {
    all: () => [...messages.values()],
    message: (id) => messages.get(id),
    post(message) {
      // The ids of Teams are moments, one later than the other.
      last.id = Math.max(last.id + 1, clock().getTime());
      const id = String(last.id);
      save({ thread: id, ...message, id, cardFor: {}, noticeFor: {}, at: clock().toISOString(), edited: false });
      return id;
    },
    change: (id, { text, card }) =>
      edit(id, () => ({ text, ...(card === undefined ? {} : { card }), cardFor: {}, noticeFor: {}, edited: true })),
    remove(id) {
      messages.delete(id);
      notify();
    },
    showCardTo: (person, id, card) => edit(id, ({ cardFor }) => ({ cardFor: { ...cardFor, [person]: card } })),
    noticeTo: (person, id, words) => edit(id, ({ noticeFor }) => ({ noticeFor: { ...noticeFor, [person]: words } })),
  };
}
