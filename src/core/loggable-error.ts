/** What the log may say of a failure: its kind, its code and where it arose, and no word that somebody typed or a record says. */

export interface LoggableError {
  readonly type: string;
  readonly message?: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly stack?: string;
  readonly cause?: LoggableError;
  readonly errors?: readonly LoggableError[];
}

/** Causes of causes, and the parts of an error that holds several. */
const maxDepth = 6;
const maxErrors = 5;
const maxMessageLength = 200;

/**
 * Parsers, databases and validators quote what they were given: `Unexpected token 'h', "hello" is not valid JSON`. From
 * the first quote to the last nothing is kept, since what is quoted may hold quotes itself; and nothing of an address but
 * its beginning.
 */
export const stripQuotes = (text: string): string =>
  text
    .replace(/["'`“”‘’«»][\s\S]*["'`“”‘’«»]|["`“”«»][\s\S]*$/u, '…')
    .replace(/\b([a-z]+:\/\/[^\s/?#]*)[^\s]*/gi, '$1/…')
    .replace(/\([\s\S]*\)\s*=\s*\([\s\S]*\)/, '…')
    .replace(/\s+/g, ' ')
    .slice(0, maxMessageLength)
    .trim();

/** Their messages are made of what they were given. */
const quotingErrors = new Set(['SyntaxError', 'ZodError', '$ZodError']);

/** Made of an error; anything else that was thrown is told by its type alone. */
export function toLoggableError(error: unknown, depth = 0): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error };
  const deeper = depth < maxDepth;
  return {
    ...describeKind(error),
    stack: stackFrames(error),
    ...(deeper && error.cause !== undefined ? { cause: toLoggableError(error.cause, depth + 1) } : {}),
    ...(deeper && error instanceof AggregateError
      ? { errors: error.errors.slice(0, maxErrors).map((one) => toLoggableError(one, depth + 1)) }
      : {}),
  };
}

function describeKind(error: Error): LoggableError {
  const type = error.name === 'Error' ? error.constructor.name : error.name;
  const message =
    quotingErrors.has(type) || quotingErrors.has(error.constructor.name) ? '' : stripQuotes(error.message);
  return { type, ...(message === '' ? {} : { message }), ...codesOf(error) };
}

function codesOf(error: Error): Pick<LoggableError, 'code' | 'status'> {
  const {
    code,
    statusCode,
    status = statusCode,
  } = error as {
    readonly code?: unknown;
    readonly status?: unknown;
    readonly statusCode?: unknown;
  };
  return { ...(isCode(code) ? { code } : {}), ...(typeof status === 'number' ? { status } : {}) };
}

const isCode = (code: unknown): code is string | number =>
  typeof code === 'number' || (typeof code === 'string' && /^\w{1,60}$/.test(code));

/** Where it arose. The message stands before it, line by line, and may look like it. */
function stackFrames({ message, stack = '' }: Error): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  const frames = at < 0 ? stack : stack.slice(at + message.length);
  return frames
    .split('\n')
    .filter((line) => /^ {4}at \S+/.test(line) && (at >= 0 || /[:)]\d*\)?$/.test(line)))
    .join('\n');
}
