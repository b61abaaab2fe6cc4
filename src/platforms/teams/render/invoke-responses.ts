/** The shapes in which Teams wants an invoke answered. Pure. */
import type {
  Activity,
  AdaptiveCardInvokeResponse,
  Attachment,
  SearchInvokeResponse,
  TaskModuleResponse,
  MessagingExtensionAttachment,
  MessagingExtensionResponse,
} from 'botbuilder';
import type { Choice, FormView } from '../../../core/forms/form-view';
import { stripBidiControls } from '../../../render/escapes';
import type { encodePayload, ButtonPayload } from './tokens';
import type { View } from '../../../core/reply';
import type { TeamsRenderer } from './draw';

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

export const toAttachment = (card: object): Attachment => ({ contentType: adaptiveCard, content: card });

/** Characters: a notification shows a line or two, and the card beside it needs the room. */
const maxSummaryLength = 500;
const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${Array.from(text.slice(0, most - 1)).join('')}…`;

/** `text` is for notifications alone: beside a card, words of a message would be shown twice. */
export const messageWithCard = (text: string, card: object): Partial<Activity> => ({
  type: 'message',
  summary: shorten(stripBidiControls(text), maxSummaryLength),
  attachments: [toAttachment(card)],
});
export const messageWithText = (text: string): Partial<Activity> => ({ type: 'message', textFormat: 'plain', text });

/** Takes the place of the pressed card, for the person who pressed it. */
export const cardResponse = (card: object): AdaptiveCardInvokeResponse => ({
  statusCode: 200,
  type: adaptiveCard,
  value: { ...card },
});
/** A line below the pressed card; an empty one changes nothing. */
export const textResponse = (text: string): AdaptiveCardInvokeResponse => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  // A string by the protocol; the SDK's type says otherwise.
  value: text as unknown as AdaptiveCardInvokeResponse['value'],
});

/** Nothing: an open dialog closes. */
export const closeResponse: TaskModuleResponse = {};

export const dialogWithText = (text: string): TaskModuleResponse => ({ task: { type: 'message', value: text } });

export const dialogWithCard = (title: string, card: object): TaskModuleResponse => ({
  task: {
    type: 'continue',
    value: { title, width: 'medium', height: 'medium', card: toAttachment(toDialogCard(card)) },
  },
});

/** A drop-down of Teams shows fifteen at most. */
export const maxChoices = 15;

export const choicesResponse = (choices: readonly Choice[]): SearchInvokeResponse => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.search.searchResponse',
  value: { results: choices.slice(0, maxChoices).map(({ value, label }) => ({ title: label, value })) },
});

/** A dialog knows Action.Submit alone, and whatever its data says it arrives as `task/submit`. */
function toDialogCard(value: unknown): object {
  return rewriteActions(value) as object;
}

function rewriteActions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewriteActions);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, rewriteActions(inner)] as const);
  if (!('type' in value) || (value.type !== 'Action.Execute' && value.type !== 'Action.Submit')) {
    return Object.fromEntries(entries.filter(([name]) => name !== 'refresh'));
  }
  const action = Object.fromEntries(entries.filter(([name]) => name !== 'verb' && name !== 'fallback'));
  return { ...action, type: 'Action.Submit' };
}

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

export interface DialogPages {
  form(form: FormView): TaskModuleResponse;
  view(view: View): TaskModuleResponse;
  /** Nothing can be pushed into an open dialog: its own button asks once more. */
  retryLater(retryPayload: ButtonPayload): TaskModuleResponse;
  saving(): TaskModuleResponse;
}

export function createDialogPages(renderer: TeamsRenderer): DialogPages {
  const waiting = (title: string, say: string, retryPayload?: ButtonPayload) =>
    dialogWithCard('One moment', renderer.waiting({ title, say }, retryPayload));
  return {
    form: (form) => dialogWithCard(form.title, renderer.form(form)),
    view: (view) => dialogWithCard('Opportunities', renderer.view(view)),
    retryLater: (retryPayload) =>
      waiting('This takes longer than usual', 'Press Continue to look again.', retryPayload),
    saving: () =>
      waiting('Saving…', 'This takes longer than usual. You may close this: the result will be in the conversation.'),
  };
}
