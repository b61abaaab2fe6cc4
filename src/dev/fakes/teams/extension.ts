/** The app's message extension as people use it: search and send a card, point at a message, paste a link. */
import { invokeActivity, messageActionValue, type ActivityOrigin } from './activities';
import { applyTaskResponse } from './apply';
import { activityOrigin, type TeamsActionDeps } from './send';
import { parseExtensionResponse, type ExtensionResponse, type ExtensionAttachment } from './extension-check';
import type { TeamsDelivery, FakeTeams } from './fake-teams';
import type { Card, TeamsHit } from './shown';

type ExtensionActions = Pick<FakeTeams, 'search' | 'choose' | 'messageAction' | 'post'>;

export function createExtensionActions(deps: TeamsActionDeps): ExtensionActions {
  const { world, defaults, send } = deps;
  const ask = async (from: ActivityOrigin, name: string, value: object): Promise<TeamsDelivery & ExtensionResponse> => {
    const answer = await send(invokeActivity(defaults, from, { name: `composeExtension/${name}`, value }));
    return { ...answer, ...parseExtensionResponse(answer) };
  };

  return {
    async search({ person, conversation, text }) {
      const parameters = text === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'typed', value: text }];
      const value = { commandId: 'search', parameters, queryOptions: { skip: 0, count: 25 } };
      const { attachments, say } = await ask(activityOrigin(world, person, conversation), 'query', value);
      return { found: attachments.map(hitOf), say };
    },

    async choose({ person, conversation, chosen: hit, thread }) {
      const from = activityOrigin(world, person, conversation, thread);
      const { pick } = hit;
      const { attachments, say } =
        pick === undefined ? { attachments: [{ content: hit.card }], say: '' } : await ask(from, 'selectItem', pick);
      const [firstAttachment] = attachments;
      if (firstAttachment === undefined) throw new Error(say === '' ? 'The app answered with no card.' : say);
      return world.post({ conversation, from: person, text: '', card: firstAttachment.content, ...inThread(thread) });
    },

    async messageAction({ person, activityId, command }) {
      const message = world.message(activityId);
      if (message === undefined || message.onlyFor !== undefined) throw new Error('That message has no menu.');
      const { conversation, thread } = message;
      const value = messageActionValue(message, { command, author: world.nameOf(message.from) });
      const from = activityOrigin(world, person, conversation, thread);
      const what = { name: 'composeExtension/fetchTask', value, replyToId: activityId };
      const answer = await send(invokeActivity(defaults, from, what));
      applyTaskResponse(world, person, { conversation, activityId, command }, answer);
      return answer;
    },

    async post({ person, conversation, text, thread }) {
      const from = activityOrigin(world, person, conversation, thread);
      if (from.conversation.kind === 'personal') throw new Error('Whatever is typed there is said to the bot.');
      const linkCard = await cardOfLink(text, (url) => ask(from, 'queryLink', { url }));
      return world.post({ conversation, from: person, text, ...linkCard, ...inThread(thread) });
    },
  };
}

function hitOf({ content, preview }: ExtensionAttachment): TeamsHit {
  const { title, text = '', tap } = preview.content;
  return {
    title: plainTextOf(title),
    about: plainTextOf(text),
    card: content,
    ...(tap === undefined ? {} : { pick: tap.value }),
  };
}

/** Teams asks for the first link, before the message is sent. */
async function cardOfLink(text: string, ask: (url: string) => Promise<ExtensionResponse>): Promise<{ card?: Card }> {
  const [url] = /https?:\/\/[^\s<>"]+/.exec(text) ?? [];
  if (url === undefined) return {};
  const [first] = (await ask(url)).attachments;
  return first === undefined ? {} : { card: first.content };
}

const inThread = (thread: string | undefined) => (thread === undefined ? {} : { thread });

/** HTML is read in a thumbnail's texts. */
const plainTextOf = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
