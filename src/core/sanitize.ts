/** Takes out of all that people type what is no text: no database keeps U+0000, and no card shows the others. */
import type { Bot } from './bot';
import type { FormSubmission, RawValues } from './forms/form-view';

/** Word and Outlook break lines with a vertical tab. */
const lineBreak = /\r\n?|\v/g;
/** Control characters, and halves of characters. */
const nonTextCharacters = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;

export const sanitizeText = (typed: string): string => typed.replace(lineBreak, '\n').replace(nonTextCharacters, '');

/** An empty field is absent. */
const sanitizeValues = (raw: RawValues): RawValues =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([field, typed]) => {
      const value = sanitizeText(typed);
      return value === '' ? [] : [[field, value]];
    }),
  );

const sanitizeSubmission = ({ values, labels, ...rest }: FormSubmission): FormSubmission => ({
  ...rest,
  values: sanitizeValues(values),
  ...(labels === undefined ? {} : { labels: sanitizeValues(labels) }),
});

/** The one place where words and values come in. */
export const withSanitizedInput = (bot: Bot): Bot => ({
  ...bot,
  route: (text) => bot.route(sanitizeText(text)),
  check: (key, raw) => bot.check(key, sanitizeValues(raw)),
  suggest: (key, { field, typed, raw }, interaction) =>
    bot.suggest(key, { field, typed: sanitizeText(typed), raw: sanitizeValues(raw) }, interaction),
  submit: (key, submission, interaction) => bot.submit(key, sanitizeSubmission(submission), interaction),
  saveMessage: (message, interaction) =>
    bot.saveMessage(
      { ...message, text: sanitizeText(message.text), author: sanitizeText(message.author) },
      interaction,
    ),
  findMatches: (typed, interaction) => bot.findMatches(sanitizeText(typed), interaction),
});
