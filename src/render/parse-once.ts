/** Templates share most of their expressions, and parsing those is most of a start: each text is parsed once. */
import type { Expression } from 'adaptive-expressions';
import { Template } from 'adaptivecards-templating';
import { withDirectNames } from './direct-names';

const parsedTexts = new Map<string, ReturnType<typeof Template.parseInterpolatedString>>();

/** While the work lasts; expressions are never changed by being evaluated, so templates may share them. */
export function withParseCache<T>(work: () => T): T {
  const library = { parse: Template.parseInterpolatedString.bind(Template) };
  Template.parseInterpolatedString = (text) => {
    const known = parsedTexts.get(text) ?? withDirectNamesIn(text, library.parse(text));
    parsedTexts.set(text, known);
    return known;
  };
  try {
    return work();
  } finally {
    Template.parseInterpolatedString = library.parse;
  }
}

function withDirectNamesIn(text: string, parsed: string | Expression): string | Expression {
  if (typeof parsed === 'string') return parsed;
  // The library writes each condition that does not hold into a warning, and would put its words together anew each time.
  return Object.assign(withDirectNames(parsed), { toString: () => text });
}
