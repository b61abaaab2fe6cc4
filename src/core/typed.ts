/** Takes out of all that people type what is no text: no database keeps U+0000, and no card shows the others. */
import type { Bot } from './bot';
import type { Filled, RawValues } from './form-view';

/** Word and Outlook break lines with a vertical tab. */
const lineBreak = /\r\n?|\v/g;
/** Control characters, and halves of characters. */
const noText = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;

export const textOf = (typed: string): string => typed.replace(lineBreak, '\n').replace(noText, '');

/** An empty field is absent. */
const valuesOf = (raw: RawValues): RawValues =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([field, typed]) => {
      const value = textOf(typed);
      return value === '' ? [] : [[field, value]];
    }),
  );

const filledOf = ({ values, labels, ...rest }: Filled): Filled => ({
  ...rest,
  values: valuesOf(values),
  ...(labels === undefined ? {} : { labels: valuesOf(labels) }),
});

/** The one place where words and values come in. */
export const readingText = (bot: Bot): Bot => ({
  ...bot,
  opensByWords: (text) => bot.opensByWords(textOf(text)),
  changesByWords: (text) => bot.changesByWords(textOf(text)),
  command: (text, arrival) => bot.command(textOf(text), arrival),
  check: (key, raw) => bot.check(key, valuesOf(raw)),
  suggest: (key, { field, typed, raw }, arrival) =>
    bot.suggest(key, { field, typed: textOf(typed), raw: valuesOf(raw) }, arrival),
  submit: (key, filled, arrival) => bot.submit(key, filledOf(filled), arrival),
  keep: (message, arrival) =>
    bot.keep({ ...message, text: textOf(message.text), author: textOf(message.author) }, arrival),
  hits: (typed, arrival) => bot.hits(textOf(typed), arrival),
});
