/** The app's message extension as people use it: search and send a card, point at a message, paste a link. */
import { invoke, pointedAt, type From } from './activities';
import { applyTask } from './apply';
import { fromOf, type DriverParts } from './driver-parts';
import { readAnswer, type Answered, type Attachment } from './extension-check';
import type { Delivery, TeamsPeer } from './peer';
import type { Card, TeamsHit } from './shown';

type Verbs = Pick<TeamsPeer, 'search' | 'choose' | 'messageAction' | 'post'>;

export function createExtension(parts: DriverParts): Verbs {
  const { world, setting, send } = parts;
  const ask = async (from: From, name: string, value: object): Promise<Delivery & Answered> => {
    const answer = await send(invoke(setting, from, { name: `composeExtension/${name}`, value }));
    return { ...answer, ...readAnswer(answer) };
  };

  return {
    async search({ person, conversation, text }) {
      const parameters = text === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'typed', value: text }];
      const value = { commandId: 'search', parameters, queryOptions: { skip: 0, count: 25 } };
      const { attachments, say } = await ask(fromOf(world, person, conversation), 'query', value);
      return { found: attachments.map(listed), say };
    },

    async choose({ person, conversation, chosen, thread }) {
      const from = fromOf(world, person, conversation, thread);
      const { pick } = chosen;
      const { attachments, say } =
        pick === undefined ? { attachments: [{ content: chosen.card }], say: '' } : await ask(from, 'selectItem', pick);
      const [first] = attachments;
      if (first === undefined) throw new Error(say === '' ? 'The app answered with no card.' : say);
      return world.post({ conversation, from: person, text: '', card: first.content, ...inThread(thread) });
    },

    async messageAction({ person, activityId, command }) {
      const message = world.message(activityId);
      if (message === undefined || message.onlyFor !== undefined) throw new Error('That message has no menu.');
      const { conversation, thread } = message;
      const value = pointedAt(message, { command, author: world.nameOf(message.from) });
      const from = fromOf(world, person, conversation, thread);
      const what = { name: 'composeExtension/fetchTask', value, replyToId: activityId };
      const answer = await send(invoke(setting, from, what));
      applyTask(world, person, { conversation, activityId, command }, answer);
      return answer;
    },

    async post({ person, conversation, text, thread }) {
      const from = fromOf(world, person, conversation, thread);
      if (from.conversation.kind === 'personal') throw new Error('Whatever is typed there is said to the bot.');
      const linked = await cardOfLink(text, (url) => ask(from, 'queryLink', { url }));
      return world.post({ conversation, from: person, text, ...linked, ...inThread(thread) });
    },
  };
}

function listed({ content, preview }: Attachment): TeamsHit {
  const { title, text = '', tap } = preview.content;
  return {
    title: plain(title),
    about: plain(text),
    card: content,
    ...(tap === undefined ? {} : { pick: tap.value }),
  };
}

/** Teams asks for the first link, before the message is sent. */
async function cardOfLink(text: string, ask: (url: string) => Promise<Answered>): Promise<{ card?: Card }> {
  const [url] = /https?:\/\/[^\s<>"]+/.exec(text) ?? [];
  if (url === undefined) return {};
  const [first] = (await ask(url)).attachments;
  return first === undefined ? {} : { card: first.content };
}

const inThread = (thread: string | undefined) => (thread === undefined ? {} : { thread });

/** HTML is read in a thumbnail's texts. */
const plain = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
