/** A message that somebody points at, as Teams hands it over: formatted as HTML, by a person or by an app. */
import { z } from 'zod';
import type { Arrival, Person } from '../../core/arrival';
import type { Message } from '../../core/entrances';
import type { Store } from '../../core/store';
import { decode } from './entities';

const name = z.object({ displayName: z.string().nullish() }).nullish();
const sender = z.object({ user: name, application: name }).nullish();
const body = z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish();
const pointedAt = z.object({
  /** Permanent: it is in the manifest. */
  commandId: z.literal('keep'),
  messagePayload: z.object({ body, from: sender, linkToMessage: z.string().nullish() }),
});

/** Undefined for another command. */
export function messageIn(value: unknown): Message | undefined {
  const { data } = pointedAt.safeParse(value);
  if (data === undefined) return undefined;
  const { body, from, linkToMessage } = data.messagePayload;
  return { text: textOf(body), author: authorOf(from), ...(linkToMessage ? { link: linkToMessage } : {}) };
}

const authorOf = (from: z.infer<typeof sender>): string =>
  from?.user?.displayName ?? from?.application?.displayName ?? 'Somebody';

function textOf(written: z.infer<typeof body>): string {
  const content = written?.content ?? '';
  return written?.contentType === 'text' ? content.trim() : plain(content);
}

/** What was typed, line by line; an emoji is an image with its words, and everything else is left out. */
export function plain(html: string): string {
  return decode(html.replace(/\s+/g, ' ').replace(/<[^<>]*>/g, inWords))
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Each tag by itself: one pattern for all of it could be made to look through a long text again and again. */
function inWords(tag: string): string {
  if (/^<img\b/i.test(tag)) return /\balt="([^"]*)"/i.exec(tag)?.[1] ?? '';
  if (/^<li\b/i.test(tag)) return '\n- ';
  return /^<(br\b|\/(p|div|ul|ol|blockquote|h[1-6]|pre|tr)>)/i.test(tag) ? '\n' : '';
}

const keptSeconds = 60 * 60;
const asideOf = ({ tenant, id }: Person, name: string): string => `teams:kept:${tenant}:${id}:${name}`;

/** Its form takes its time, and a message can be larger than what a button carries. Resolves with the name it is kept under. */
export async function putAside(store: Store, message: Message, { id, person }: Arrival): Promise<string> {
  await store.put(asideOf(person, id), message, keptSeconds);
  return id;
}
/** For the person alone who pointed at it. */
export const putAsideAs = async (store: Store, name: string, person: Person): Promise<Message | undefined> =>
  (await store.get(asideOf(person, name))) as Message | undefined;
