/** Reads settings one by one and collects what is wrong with them, each with its cure. */
import { findMisspelledSettings } from './misspelled-names';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Mistake {
  readonly setting: string;
  readonly wrong: string;
  readonly cure: string;
}
export class ConfigurationError extends Error {
  constructor(readonly mistakes: readonly Mistake[]) {
    super(mistakes.map(({ setting, wrong, cure }) => `${setting} ${wrong}\n    ${cure}`).join('\n'));
    this.name = 'Misconfigured';
  }
}

export interface SettingsReader {
  readonly mistakes: Mistake[];
  mistake(setting: string, wrong: string, cure: string): void;
  text(setting: string): string | undefined;
  required(setting: string, cure: string): string;
  /** Of a value that may be missing, and travels in a header of HTTP where it is there. */
  travels(setting: string): void;
  /** In whatever capitals. */
  oneOf<T extends string>(setting: string, values: readonly [T, ...T[]]): T;
  /** Needed, with the beginning that tells it from the other secrets of the same place. */
  requirePrefix(setting: string, beginning: string, cure: string): void;
  /** A whole number within bounds. */
  integer(setting: string, bounds: { usual: number; from: number; to: number }): number;
  /** A secret of one's own choosing, which must not be guessed. */
  secret(setting: string, least: number): string | undefined;
  /** An https address; plain http only to this machine, since secrets travel along. */
  url(setting: string): string | undefined;
  /** Throws `ConfigurationError` with all mistakes together, once everything was read. */
  throwIfInvalid(): void;
}

/** A header of HTTP holds no more than Latin-1, and no control characters. */
const headerUnsafe = /[^\x20-\x7e\xa0-\xff]/u;

export function createSettingsReader(env: Environment): SettingsReader {
  const mistakes: Mistake[] = [];
  const mistake = (setting: string, wrong: string, cure: string) => void mistakes.push({ setting, wrong, cure });
  const readNames = new Set<string>();
  const text = (setting: string) => {
    readNames.add(setting);
    return env[setting]?.trim() || undefined;
  };
  const travels = (setting: string) => {
    const at = text(setting)?.search(headerUnsafe) ?? -1;
    if (at === -1) return;
    const cure = 'Copy it once more from where it is shown: no secret has such a character, and none could be sent.';
    mistake(setting, `holds a character that cannot be sent over HTTP, the ${ordinal(at + 1)}.`, cure);
  };
  const base = { mistakes, mistake, text, travels };
  return {
    ...base,
    ...createKindReaders(base),
    throwIfInvalid() {
      for (const { actual, intended } of findMisspelledSettings(env, readNames))
        mistake(actual, 'is no setting.', `Did you mean ${intended}? Else remove it.`);
      if (mistakes.length > 0) throw new ConfigurationError(mistakes);
    },
  };
}

type ReaderBase = Pick<SettingsReader, 'mistake' | 'text' | 'travels'>;
type ReaderKinds = Pick<SettingsReader, 'required' | 'oneOf' | 'requirePrefix' | 'integer' | 'secret' | 'url'>;

/** What a setting can be. */
function createKindReaders({ mistake, text, travels }: ReaderBase): ReaderKinds {
  return {
    required(setting, cure) {
      const value = text(setting);
      if (value === undefined) mistake(setting, 'is missing.', cure);
      return value ?? '';
    },
    requirePrefix(setting, beginning, cure) {
      const value = text(setting);
      if (value === undefined) mistake(setting, 'is missing.', cure);
      else if (!value.startsWith(beginning))
        mistake(setting, 'is another kind of secret.', `It begins with ${beginning}. ${cure}`);
      else if (/\s/.test(value)) mistake(setting, 'has a space in it.', `Copy it once more: ${cure}`);
      else travels(setting);
    },
    oneOf(setting, values) {
      const value = text(setting) ?? values[0];
      const known = values.find((one) => one.toLowerCase() === value.toLowerCase());
      if (known === undefined) mistake(setting, `is "${value}".`, `Use one of ${values.join(', ')}.`);
      return known ?? values[0];
    },
    integer(setting, { usual, from, to }) {
      const value = text(setting) ?? String(usual);
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= from && number <= to))
        mistake(setting, `is "${value}".`, `Use a whole number from ${from} to ${to}, such as ${usual}.`);
      return number;
    },
    secret(setting, least) {
      const value = text(setting);
      if (value !== undefined && value.length < least)
        mistake(setting, 'is too short.', `Use at least ${least} characters, such as those of: openssl rand -hex 24`);
      travels(setting);
      return value;
    },
    url(setting) {
      const value = text(setting);
      if (value === undefined) return undefined;
      const url = URL.canParse(value) ? new URL(value) : undefined;
      const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
      if (!safe) mistake(setting, `is "${value}".`, 'Use an https:// address (http:// only to this machine).');
      return value.endsWith('/') ? value : `${value}/`;
    },
  };
}

const ordinal = (number: number): string =>
  `${String(number)}${/1\d$/.test(String(number)) ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;

export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host);
