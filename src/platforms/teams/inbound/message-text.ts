/** What people typed, out of Teams' HTML: the words of a message, and a message that somebody points at. */
import { decodeHTMLStrict } from 'entities';
import { Parser } from 'htmlparser2';
import { z } from 'zod';
import type { ChatMessage } from '../../../core/entry-points';
import type { IncomingActivity } from './incoming';

/**
 * What was typed, without the mention that a channel asks for and the slash that a targeted message may begin with.
 * Other people's mentions stay as their names, and Teams' entities become the characters that were typed.
 */
export function parseActivityText({ text = '', entities = [], recipient }: IncomingActivity): string {
  const unmentioned = entities
    .filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id)
    .reduce((rest, mention) => rest.replaceAll(mention.text || '\0', ' '), text);
  const plain = toPlainSpaces(decodeHTMLStrict(unmentioned.replace(/<\/?at\b[^<>]*>/gi, ''))).trim();
  return recipient.isTargeted === true ? plain.replace(/^\//, '') : plain;
}

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
  const parts: string[] = [];
  const parser = new Parser({
    ontext: (text) => parts.push(text.replace(/[^\S\u00a0]+/g, ' ')),
    onopentag(tag, { alt = '' }) {
      if (tag === 'img') parts.push(alt);
      else if (tag === 'li') parts.push('\n- ');
      else if (tag === 'br') parts.push('\n');
    },
    onclosetag(tag) {
      if (endsLine.has(tag)) parts.push('\n');
    },
  });
  parser.end(html);
  const lines = toPlainSpaces(parts.join('')).split('\n');
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
const endsLine = new Set(['p', 'div', 'ul', 'ol', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'tr']);

/** Teams' composer writes two blanks as one that does not break. */
const toPlainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');
