/** What the page may make people do: each verb of the drivers, with the shape of what is sent for it. */
import { z } from 'zod';
import type { SlackPeer } from './slack/peer';
import type { TeamsPeer } from './teams/peer';

/** One verb: reads what the page sent, then does it. Throws a `ZodError` for a shape that is not the verb's. */
export type Verb<P> = (peer: P, sent: unknown) => unknown;
export type Verbs<P> = Readonly<Record<string, Verb<P>>>;

const verb =
  <P, T>(shape: z.ZodType<T>, act: (peer: P, words: T) => unknown): Verb<P> =>
  (peer, sent) =>
    act(peer, shape.parse(sent));

const name = z.string().min(1).max(500);
const text = z.string().max(10_000);
const values = z.record(z.string(), text);
const person = { person: name };
const pressed = { action: name, block: name.exactOptional(), option: text.exactOptional() };

export const slackVerbs: Verbs<SlackPeer> = {
  say: verb(z.object({ ...person, channel: name, text, thread: name.exactOptional() }), (peer, words) =>
    peer.say(words),
  ),
  post: verb(z.object({ ...person, channel: name, text, thread: name.exactOptional() }), (peer, words) =>
    peer.post(words),
  ),
  shortcut: verb(z.object({ ...person, callback: name }), (peer, chosen) => peer.shortcut(chosen)),
  messageShortcut: verb(z.object({ ...person, message: name, callback: name }), (peer, chosen) =>
    peer.messageShortcut(chosen),
  ),
  openHome: verb(z.object(person), (peer, opened) => peer.openHome(opened.person)),
  pressInHome: verb(z.object({ ...person, ...pressed }), (peer, press) => peer.pressInHome(press)),
  press: verb(z.object({ ...person, message: name, ...pressed }), (peer, press) => peer.press(press)),
  pressInModal: verb(z.object({ ...person, ...pressed }), (peer, press) => peer.pressInModal(press)),
  type: verb(z.object({ ...person, values }), (peer, typed) => peer.type(typed)),
  submit: verb(z.object({ ...person, values }), (peer, submitted) => peer.submit(submitted)),
  close: verb(z.object(person), (peer, closed) => peer.close(closed.person)),
  suggest: verb(z.object({ ...person, field: name, text }), (peer, asked) => peer.suggest(asked)),
};

const action = z.record(z.string(), z.unknown());
const hit = z.object({ title: text, about: text, card: action, pick: action.exactOptional() });

export const teamsVerbs: Verbs<TeamsPeer> = {
  say: verb(
    z.object({
      ...person,
      conversation: name,
      text,
      slash: z.boolean().exactOptional(),
      thread: name.exactOptional(),
    }),
    (peer, words) => peer.say(words),
  ),
  press: verb(z.object({ ...person, conversation: name, activityId: name, action, values }), (peer, press) =>
    peer.press(press),
  ),
  submitDialog: verb(z.object({ ...person, action, values }), (peer, submitted) => peer.submitDialog(submitted)),
  closeDialog: verb(z.object(person), (peer, closed) => peer.closeDialog(closed.person)),
  suggest: verb(z.object({ ...person, field: name, text, values }), (peer, asked) => peer.suggest(asked)),
  search: verb(z.object({ ...person, conversation: name, text }), (peer, asked) => peer.search(asked)),
  choose: verb(z.object({ ...person, conversation: name, chosen: hit }), (peer, chosen) => peer.choose(chosen)),
  messageAction: verb(z.object({ ...person, activityId: name, command: name }), (peer, pointed) =>
    peer.messageAction(pointed),
  ),
  post: verb(z.object({ ...person, conversation: name, text }), (peer, words) => peer.post(words)),
};
