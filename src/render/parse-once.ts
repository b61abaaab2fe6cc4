/** Templates share most of their expressions, and parsing those is most of a start: each text is parsed once. */
import { Template } from 'adaptivecards-templating';

const parsed = new Map<string, ReturnType<typeof Template.parseInterpolatedString>>();

/** While the work lasts; expressions are never changed by being evaluated, so templates may share them. */
export function parsingOnce<T>(work: () => T): T {
  const library = { parse: Template.parseInterpolatedString.bind(Template) };
  Template.parseInterpolatedString = (text) => {
    const known = parsed.get(text) ?? library.parse(text);
    parsed.set(text, known);
    return known;
  };
  try {
    return work();
  } finally {
    Template.parseInterpolatedString = library.parse;
  }
}
