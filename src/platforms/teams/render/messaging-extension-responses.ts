/** The shapes in which Teams wants a message extension answered: a list of cards, words, or nothing. Pure. */
import type { MessagingExtensionAttachment, MessagingExtensionResponse } from 'botbuilder';
import { toAttachment } from './invoke-responses';
import type { encodePayload } from './tokens';

/** What is listed: a card to send, and how it looks in the list. Choosing it asks the bot when `pick` says with what. */
export interface ExtensionResult {
  readonly card: object;
  readonly title: string;
  readonly about: string;
  readonly pick?: ReturnType<typeof encodePayload>;
}

export const resultListResponse = (results: readonly ExtensionResult[]): MessagingExtensionResponse => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments: results.map(toResultAttachment) },
});
export const noResults: MessagingExtensionResponse = resultListResponse([]);

/** A line in place of the list. */
export const resultTextResponse = (text: string): MessagingExtensionResponse => ({
  composeExtension: { type: 'message', text },
});

function toResultAttachment({ card, title, about, pick }: ExtensionResult): MessagingExtensionAttachment {
  return {
    ...toAttachment(card),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: {
        title: escapeHtml(title),
        text: escapeHtml(about),
        ...(pick === undefined ? {} : { tap: { type: 'invoke', title, value: pick } }),
      },
    },
  };
}

/** Teams reads HTML in a thumbnail's texts. */
const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
