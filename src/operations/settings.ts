/** Reads settings one by one and collects what is wrong with them, each with its cure. */

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
  oneOf<T extends string>(setting: string, values: readonly [T, ...T[]]): T;
  /** Needed, with the beginning that tells it from the other secrets of the same place. */
  begins(setting: string, beginning: string, cure: string): void;
  /** A whole number within bounds. */
  whole(setting: string, bounds: { usual: number; from: number; to: number }): number;
  /** A secret of one's own choosing, which must not be guessed. */
  longEnough(setting: string, least: number): string | undefined;
  /** An https address; plain http only to this machine, since secrets travel along. */
  address(setting: string): string | undefined;
}

export function createReader(env: Environment): SettingsReader {
  const mistakes: Mistake[] = [];
  const mistake = (setting: string, wrong: string, cure: string) => void mistakes.push({ setting, wrong, cure });
  const text = (setting: string) => env[setting]?.trim() || undefined;
  return {
    mistakes,
    mistake,
    text,
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
    },
    oneOf(setting, values) {
      const value = text(setting) ?? values[0];
      const known = values.find((one) => one === value);
      if (known === undefined) mistake(setting, `is "${value}".`, `Use one of ${values.join(', ')}.`);
      return known ?? values[0];
    },
    whole(setting, { usual, from, to }) {
      const value = text(setting) ?? String(usual);
      const number = Number(value);
      if (!Number.isInteger(number) || number < from || number > to)
        mistake(setting, `is "${value}".`, `Use a whole number from ${from} to ${to}, such as ${usual}.`);
      return number;
    },
    longEnough(setting, least) {
      const value = text(setting);
      if (value !== undefined && value.length < least)
        mistake(setting, 'is too short.', `Use at least ${least} characters, such as those of: openssl rand -hex 24`);
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

export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host);
