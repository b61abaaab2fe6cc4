/** Most expressions of a card are plain names. The library looks each up as a path, in any case of its letters. */
import { Constant, ExpressionType, type Expression, type ValueWithError } from 'adaptive-expressions';

const plainName = /^[a-z]\w*$/i;

/** The same expression, whose plain names are read straight from the data. What the data lacks is the library's to tell. */
export function withDirectNames(expression: Expression): Expression {
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
