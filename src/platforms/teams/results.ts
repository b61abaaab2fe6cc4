/** The shapes in which Teams wants a message extension answered: a list of cards, words, or nothing. Pure. */
import type { MessagingExtensionAttachment, MessagingExtensionResponse } from 'botbuilder';
import { attachmentOf } from './answers';
import type { carry } from './tokens';

/** What is listed: a card to send, and how it looks in the list. Choosing it asks the bot when `pick` says with what. */
export interface Result {
  readonly card: object;
  readonly title: string;
  readonly about: string;
  readonly pick?: ReturnType<typeof carry>;
}

export const resultsOf = (results: readonly Result[]): MessagingExtensionResponse => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments: results.map(attached) },
});
export const noResults: MessagingExtensionResponse = resultsOf([]);

/** A line in place of the list. */
export const resultInWords = (text: string): MessagingExtensionResponse => ({
  composeExtension: { type: 'message', text },
});

function attached({ card, title, about, pick }: Result): MessagingExtensionAttachment {
  return {
    ...attachmentOf(card),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: {
        title: escaped(title),
        text: escaped(about),
        ...(pick === undefined ? {} : { tap: { type: 'invoke', title, value: pick } }),
      },
    },
  };
}

/** Teams reads HTML in a thumbnail's texts. */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
