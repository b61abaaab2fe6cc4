/** A message that somebody points at, as Teams hands it over: formatted as HTML, by a person or by an app. */
import { z } from 'zod';
import type { Interaction, Person } from '../../../core/interaction';
import type { ChatMessage } from '../../../core/entry-points';
import type { KeyValueStore } from '../../../core/key-value-store';
import { decodeHtmlEntities } from './html-entities';

const name = z.object({ displayName: z.string().nullish() }).nullish();
const sender = z.object({ user: name, application: name }).nullish();
const body = z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish();
const messageActionSchema = z.object({
  /** Permanent: it is in the manifest. */
  commandId: z.literal('keep'),
  messagePayload: z.object({ body, from: sender, linkToMessage: z.string().nullish() }),
});

/** Undefined for another command. */
export function parseMessagePayload(value: unknown): ChatMessage | undefined {
  const { data } = messageActionSchema.safeParse(value);
  if (data === undefined) return undefined;
  const { body, from, linkToMessage } = data.messagePayload;
  return { text: bodyText(body), author: authorName(from), ...(linkToMessage ? { link: linkToMessage } : {}) };
}

const authorName = (from: z.infer<typeof sender>): string =>
  from?.user?.displayName ?? from?.application?.displayName ?? 'Somebody';

function bodyText(payloadBody: z.infer<typeof body>): string {
  const content = payloadBody?.content ?? '';
  return payloadBody?.contentType === 'text' ? content.trim() : htmlToText(content);
}

/** What was typed, line by line; an emoji is an image with its words, and everything else is left out. */
export function htmlToText(html: string): string {
  return decodeHtmlEntities(html.replace(/\s+/g, ' ').replace(/<[^<>]*>/g, tagToText))
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Each tag by itself: one pattern for all of it could be made to look through a long text again and again. */
function tagToText(tag: string): string {
  if (/^<img\b/i.test(tag)) return /\balt="([^"]*)"/i.exec(tag)?.[1] ?? '';
  if (/^<li\b/i.test(tag)) return '\n- ';
  return /^<(br\b|\/(p|div|ul|ol|blockquote|h[1-6]|pre|tr)>)/i.test(tag) ? '\n' : '';
}

const storedSeconds = 60 * 60;
const storedMessageKey = ({ tenant, id }: Person, name: string): string => `teams:kept:${tenant}:${id}:${name}`;

/** Its form takes its time, and a message can be larger than what a button carries. Resolves with the name it is kept under. */
export async function storeMessage(
  store: KeyValueStore,
  message: ChatMessage,
  { id, person }: Interaction,
): Promise<string> {
  await store.put(storedMessageKey(person, id), message, storedSeconds);
  return id;
}
/** For the person alone who pointed at it. */
export const loadStoredMessage = async (
  store: KeyValueStore,
  name: string,
  person: Person,
): Promise<ChatMessage | undefined> => (await store.get(storedMessageKey(person, name))) as ChatMessage | undefined;
