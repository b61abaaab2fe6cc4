/** The two escapes that templates may call on what people wrote: `mrkdwn(x)` for Slack, `md(x)` for Teams. */
import { ExpressionEvaluator, ExpressionFunctions, FunctionUtils, ReturnType } from 'adaptive-expressions';

/** Slack knows no escape for its formatting signs: their twins look the same and mean nothing. */
const lookalikes: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ', ':': '꞉' };
/** Emphasis, strike-through and code, and the beginning of an emoji; inside a word an underscore is no sign. */
const formattingSigns = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=[\w+'-]+:)/gu;
/** Blanks of one line alone: many empty lines would be looked through again from each of them. */
const quoteStart = /^([^\S\r\n\u2028\u2029]*)&gt;/gm;
/** Has no width: what stands after it does not stand at the beginning. */
const zeroWidthSpace = '\u200b';

/**
 * Slack's three control characters, with which nothing can mention, link or open a tag, and the signs that would become
 * emphasis, a quote or an emoji. Links and names of channels are left alone by the texts' own `verbatim`.
 */
export function mrkdwn(text: string): string {
  return stripBidiControls(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(formattingSigns, (sign) => lookalikes[sign] ?? sign)
    .replace(quoteStart, `$1${zeroWidthSpace}&gt;`);
}

/**
 * Signs that turn the direction of what stands behind them, past the end of a title too. Arabic and Hebrew letters have
 * theirs of themselves, and need none of them on a card.
 */
const directionControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
export const stripBidiControls = (text: string): string => text.replace(directionControls, '');

const inlineSigns = /[\\`*_~[\]<>|]/g;
const lineStart = /^([^\S\r\n\u2028\u2029]*)([#+-])(?=\s|#|-|\+|$)/gm;
const orderedListStart = /^([^\S\r\n\u2028\u2029]*\d+)([.)])(?=\s|$)/gm;

/** Teams' Markdown: emphasis, links, lists and headings become the plain characters that were typed, and `{{DATE(…)}}` too. */
export function md(text: string): string {
  return stripBidiControls(text)
    .replace(inlineSigns, '\\$&')
    .replace(lineStart, '$1\\$2')
    .replace(orderedListStart, '$1\\$2')
    .replaceAll('{{', `{${zeroWidthSpace}{`);
}

/** Makes the escapes known to templates. `Expression.functions.add` would be ignored without a word. */
export function registerEscapes(): void {
  for (const [name, escape] of Object.entries({ mrkdwn, md })) {
    const evaluate = FunctionUtils.apply(
      (args: readonly unknown[]) => escape(String(args[0])),
      (value, expression, position) => FunctionUtils.verifyNotNull(value, expression, position),
    );
    (ExpressionFunctions.standardFunctions as Map<string, ExpressionEvaluator>).set(
      name,
      new ExpressionEvaluator(name, evaluate, ReturnType.String, FunctionUtils.validateUnary.bind(FunctionUtils)),
    );
  }
}
