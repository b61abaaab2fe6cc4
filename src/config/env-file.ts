/** The only reader of the environment; the file `.env` means what it means to Docker Compose, however the bot is started. */
import { readFileSync } from 'node:fs';
import { ConfigurationError, type Environment, type Mistake } from './settings';

/** The process's environment, with a `.env` file of the working directory beneath it. Throws `ConfigurationError`. */
export function loadEnvironment(): Environment {
  const values = readEnvFile(readFileIfPresent('.env'));
  const own = Object.entries(process.env).map(([name, value]) => [name, value?.replace(quotesAround, '$2')] as const);
  // Libraries look there for settings of their own, such as those of a proxy.
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
  return { ...values, ...Object.fromEntries(own) };
}

/** `docker run --env-file` passes the quotes of such a file on. */
const quotesAround = /^\s*(['"])(.*)\1\s*$/s;

function readFileIfPresent(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return new Uint8Array();
    const cure = 'It must be a file that the user whom the bot runs as may read.';
    throw new ConfigurationError([{ setting: path, wrong: `cannot be read (${code}).`, cure }]);
  }
}

/**
 * Names and values. A `#` begins a comment only after a space; `$` and `\` stand for themselves. Throws `ConfigurationError`
 * where a value could be read in two ways: it is never quoted there, since it may be a secret.
 */
export function readEnvFile(bytes: Uint8Array): Readonly<Record<string, string>> {
  const mistakes: Mistake[] = [];
  const values: Record<string, string> = {};
  for (const [index, line] of decodeUtf8(bytes)
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const where = `.env line ${String(index + 1)}`;
    const [, name, raw = ''] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=(.*)$/.exec(line) ?? [];
    if (name === undefined) mistakes.push({ setting: where, ...noSetting });
    else {
      const read = parseValue(raw, mustNotBeCut.test(name));
      if (typeof read === 'string') values[name] = read;
      else mistakes.push({ setting: name, wrong: `${read.wrong} (${where}).`, cure: read.cure });
    }
  }
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return values;
}

const noSetting = { wrong: 'is not NAME=value.', cure: 'Write one setting a line; a comment begins with #.' };
const mustNotBeCut = /secret|token|password|code/i;

/** A byte order mark is no part of the first name. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    if (!bytes.includes(0)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Said below.
  }
  throw new ConfigurationError([{ setting: '.env', wrong: 'is not UTF-8 text.', cure: 'Save it in that encoding.' }]);
}

interface AmbiguousValue {
  readonly wrong: string;
  readonly cure: string;
}

function parseValue(raw: string, isSecret: boolean): string | AmbiguousValue {
  const text = raw.trim();
  const quote = /^['"`]/.exec(text)?.[0];
  if (quote !== undefined) return parseQuotedValue(text, quote);
  const comment = raw.search(/\s#/);
  const value = (comment === -1 ? raw : raw.slice(0, comment)).trim();
  if (comment === -1 || value === '' || !isSecret) return value;
  const cure = `Is it a comment, put it on a line of its own; does it belong to the value, ${inQuotes}`;
  return { wrong: 'has a # after a space', cure };
}

const inQuotes = "put the whole value in single quotes: '…'";

function parseQuotedValue(text: string, quote: string): string | AmbiguousValue {
  const inside = `(?:${quote === '`' ? '' : `\\\\${quote}|`}[^${quote}])*`;
  const [, value, rest = ''] = new RegExp(`^${quote}(${inside})${quote}(.*)$`).exec(text) ?? [];
  if (value === undefined || !/^\s*(#|$)/.test(rest)) {
    const cure = `Put the whole value in quotes that it does not hold itself: '…' or "…".`;
    return { wrong: 'begins with a quote that does not end where the value ends', cure };
  }
  if (quote === '"' && value.includes('\\')) {
    return { wrong: 'holds a \\ between double quotes, which not every program reads alike', cure: `So ${inQuotes}` };
  }
  return value.replaceAll(`\\${quote}`, quote);
}
