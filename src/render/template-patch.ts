/**
 * The one place that patches adaptivecards-templating. It parses each expression anew wherever it stands, though cards
 * share most of theirs, and looks up every plain name as a path, in any case of its letters.
 * Patched, all cards of both platforms are loaded in 0.4 s instead of 1.2 s, which is most of a start, and a list of
 * opportunities is drawn in 0.34 ms instead of 0.44 ms (measured once, Node.js 20).
 */
import { Constant, ExpressionType, type Expression, type ValueWithError } from 'adaptive-expressions';
import { Template } from 'adaptivecards-templating';

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

const plainName = /^[a-z]\w*$/i;

/** The same expression, whose plain names are read straight from the data. What the data lacks is the library's to tell. */
function withDirectNames(expression: Expression): Expression {
  expression.children.forEach(withDirectNames);
  const name = plainNameOf(expression);
  if (name === undefined) return expression;
  const evaluateByPath = expression.tryEvaluate.bind(expression);
  expression.tryEvaluate = (memory, options) => {
    const { $data } = memory as { readonly $data?: Readonly<Record<string, unknown>> };
    const value = $data !== undefined && Object.hasOwn($data, name) ? $data[name] : undefined;
    return value === undefined ? evaluateByPath(memory, options) : evaluationOf(value);
  };
  return expression;
}

function plainNameOf({ type, children }: Expression): string | undefined {
  const [only, ...more] = children;
  if (type !== ExpressionType.Accessor || more.length > 0 || !(only instanceof Constant)) return undefined;
  return typeof only.value === 'string' && plainName.test(only.value) ? only.value : undefined;
}

/** The library's own way to say that there is no error, whatever its types say. */
const evaluationOf = (value: unknown): ValueWithError => ({ value, error: undefined as unknown as string });
