/** Reads settings one by one and collects what is wrong with them, each with its cure. */
import { misspelt } from './misspelt';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Mistake {
  readonly setting: string;
  readonly wrong: string;
  readonly cure: string;
}
export class Misconfigured extends Error {
  constructor(readonly mistakes: readonly Mistake[]) {
    super(mistakes.map(({ setting, wrong, cure }) => `${setting} ${wrong}\n    ${cure}`).join('\n'));
    this.name = 'Misconfigured';
  }
}

export interface SettingsReader {
  readonly mistakes: Mistake[];
  mistake(setting: string, wrong: string, cure: string): void;
  text(setting: string): string | undefined;
  needed(setting: string, cure: string): string;
  /** Of a value that may be missing, and travels in a header of HTTP where it is there. */
  travels(setting: string): void;
  /** In whatever capitals. */
  oneOf<T extends string>(setting: string, values: readonly [T, ...T[]]): T;
  /** Needed, with the beginning that tells it from the other secrets of the same place. */
  begins(setting: string, beginning: string, cure: string): void;
  /** A whole number within bounds. */
  whole(setting: string, bounds: { usual: number; from: number; to: number }): number;
  /** A secret of one's own choosing, which must not be guessed. */
  longEnough(setting: string, least: number): string | undefined;
  /** An https address; plain http only to this machine, since secrets travel along. */
  address(setting: string): string | undefined;
  /** Throws `Misconfigured` with all mistakes together, once everything was read. */
  finish(): void;
}

/** A header of HTTP holds no more than Latin-1, and no control characters. */
const untransportable = /[^\x20-\x7e\xa0-\xff]/u;

export function createReader(env: Environment): SettingsReader {
  const mistakes: Mistake[] = [];
  const mistake = (setting: string, wrong: string, cure: string) => void mistakes.push({ setting, wrong, cure });
  const asked = new Set<string>();
  const text = (setting: string) => {
    asked.add(setting);
    return env[setting]?.trim() || undefined;
  };
  const travels = (setting: string) => {
    const at = text(setting)?.search(untransportable) ?? -1;
    if (at === -1) return;
    const cure = 'Copy it once more from where it is shown: no secret has such a character, and none could be sent.';
    mistake(setting, `holds a character that cannot be sent over HTTP, the ${ordinal(at + 1)}.`, cure);
  };
  const basis = { mistakes, mistake, text, travels };
  return {
    ...basis,
    ...kinds(basis),
    finish() {
      for (const { written, meant } of misspelt(env, asked))
        mistake(written, 'is no setting.', `Did you mean ${meant}? Else remove it.`);
      if (mistakes.length > 0) throw new Misconfigured(mistakes);
    },
  };
}

type Basis = Pick<SettingsReader, 'mistake' | 'text' | 'travels'>;
type Kinds = Pick<SettingsReader, 'needed' | 'oneOf' | 'begins' | 'whole' | 'longEnough' | 'address'>;

/** What a setting can be. */
function kinds({ mistake, text, travels }: Basis): Kinds {
  return {
    needed(setting, cure) {
      const value = text(setting);
      if (value === undefined) mistake(setting, 'is missing.', cure);
      return value ?? '';
    },
    begins(setting, beginning, cure) {
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
    whole(setting, { usual, from, to }) {
      const value = text(setting) ?? String(usual);
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= from && number <= to))
        mistake(setting, `is "${value}".`, `Use a whole number from ${from} to ${to}, such as ${usual}.`);
      return number;
    },
    longEnough(setting, least) {
      const value = text(setting);
      if (value !== undefined && value.length < least)
        mistake(setting, 'is too short.', `Use at least ${least} characters, such as those of: openssl rand -hex 24`);
      travels(setting);
      return value;
    },
    address(setting) {
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
