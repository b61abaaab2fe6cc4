/** The two escapes that templates may call on what people wrote: `mrkdwn(x)` for Slack, `md(x)` for Teams. */
import { ExpressionEvaluator, ExpressionFunctions, FunctionUtils, ReturnType } from 'adaptive-expressions';

/** Slack's three control characters. With them gone nothing can mention, link or open a tag. */
export function mrkdwn(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const inline = /[\\`*_~[\]<>|]/g;
const lineStart = /^(\s*)([#+-])(?=\s|#|-|\+|$)/gm;
const numbered = /^(\s*\d+)([.)])(?=\s|$)/gm;

/** Teams' Markdown: emphasis, links, lists and headings become the plain characters that were typed. */
export function md(text: string): string {
  return text.replace(inline, '\\$&').replace(lineStart, '$1\\$2').replace(numbered, '$1\\$2');
}

/** Makes the escapes known to templates. `Expression.functions.add` would be ignored without a word. */
export function teachEscapes(): void {
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
