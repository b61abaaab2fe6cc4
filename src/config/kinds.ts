/** What a setting can be: from a text that may be missing to its value, with what is wrong and the cure as issues. */
import { z } from 'zod';

/** Says what is wrong with a setting, and goes on: all mistakes are told at once. */
export function addMistake(
  ctx: z.RefinementCtx,
  { setting, wrong, cure }: { setting?: string; wrong: string; cure: string },
): void {
  const path = setting === undefined ? {} : { path: [setting] };
  ctx.addIssue({ code: 'custom', message: wrong, params: { cure }, continue: true, ...path });
}

export const text = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

type Mistaken = (wrong: string, cure: string) => void;

const setting = <T>(read: (value: string | undefined, mistake: Mistaken) => T) =>
  text.transform((value, ctx) => read(value, (wrong, cure) => addMistake(ctx, { wrong, cure })));

/** Ids of Microsoft are the same in either case; tokens have them in small letters. */
export const microsoftId = setting((value) => value?.toLowerCase());

/** A header of HTTP holds no more than Latin-1, and no control characters. */
const headerUnsafe = /[^\x20-\x7e\xa0-\xff]/u;

function checkTravels(value: string, mistake: Mistaken): void {
  const at = value.search(headerUnsafe);
  if (at === -1) return;
  const cure = 'Copy it once more from where it is shown: no secret has such a character, and none could be sent.';
  mistake(`holds a character that cannot be sent over HTTP, the ${ordinal(at + 1)}.`, cure);
}

const ordinal = (number: number): string =>
  `${String(number)}${/1\d$/.test(String(number)) ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;

/** Needed, and sent in a header of HTTP. */
export const credential = (cure: string) =>
  setting((value, mistake) => {
    if (value === undefined) mistake('is missing.', cure);
    else checkTravels(value, mistake);
    return value ?? '';
  });

/** With the beginning that tells it from the other secrets of the same place. */
export const token = (beginning: string, cure: string) =>
  setting((value, mistake) => {
    if (value === undefined) return undefined;
    if (!value.startsWith(beginning)) mistake('is another kind of secret.', `It begins with ${beginning}. ${cure}`);
    else if (/\s/.test(value)) mistake('has a space in it.', `Copy it once more: ${cure}`);
    else checkTravels(value, mistake);
    return value;
  });

/** A secret of one's own choosing, which must not be guessed. */
export const ownSecret = (least: number) =>
  setting((value, mistake) => {
    if (value === undefined) return undefined;
    if (value.length < least)
      mistake('is too short.', `Use at least ${String(least)} characters, such as those of: openssl rand -hex 24`);
    checkTravels(value, mistake);
    return value;
  });

/** In whatever capitals; the first unless it is set. */
export const oneOf = <T extends string>(...values: readonly [T, ...T[]]) =>
  setting((value = values[0], mistake): T => {
    const known = values.find((one) => one.toLowerCase() === value.toLowerCase());
    if (known === undefined) mistake(`is "${value}".`, `Use one of ${values.join(', ')}.`);
    return known ?? values[0];
  });

/** A whole number within bounds. */
export const integer = ({ usual, from, to }: { usual: number; from: number; to: number }) =>
  setting((value = String(usual), mistake) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= from && number <= to))
      mistake(`is "${value}".`, `Use a whole number from ${String(from)} to ${String(to)}, such as ${String(usual)}.`);
    return number;
  });

/** An https address; plain http only to this machine, since secrets travel along. */
export const address = setting((value, mistake) => {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe) mistake(`is "${value}".`, 'Use an https:// address (http:// only to this machine).');
  return value.endsWith('/') ? value : `${value}/`;
});

export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host);

/** People or channels, with commas between; undefined where there are none. */
export const listSetting = (cure: string) =>
  setting((value = '', mistake) => {
    const values = value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    // It would be nobody's, without a word.
    const odd = values.find((part) => /[\s;<>'"]|^[#@]/.test(part));
    if (odd !== undefined) mistake(`names "${odd}".`, cure);
    return values.length === 0 ? undefined : values;
  });

const escaped = 'In the user and the password write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25.';

export const databaseUrl = setting((value, mistake) => {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    mistake('is no address of a PostgreSQL database.', `Use postgres://user:password@host/name. ${escaped}`);
  } else if (!isEscaped(url)) {
    mistake('has a % in the user or the password that stands for no character.', escaped);
  }
  return value;
});

function isEscaped({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

export const currency = setting((value = 'USD', mistake) => {
  if (!Intl.supportedValuesOf('currency').includes(value))
    mistake(`is "${value}".`, 'Use an ISO 4217 code, such as USD, EUR or GBP.');
  return value;
});

/** Everybody who is linked; whoever set it up; or e-mail addresses, in small letters. */
export const editors = setting((value = 'everyone', mistake): 'everyone' | 'author' | readonly string[] => {
  const named = value.toLowerCase();
  if (named === 'everyone' || named === 'author') return named;
  const addresses = named.split(',').map((part) => part.trim());
  if (addresses.some((one) => !/^\S+@\S+$/.test(one)))
    mistake(`is "${named}".`, 'Use everyone, author, or e-mail addresses with commas between them.');
  return addresses;
});

export const hours = ({ usual, to }: { usual: number; to: number }) =>
  setting((value = String(usual), mistake) => {
    const number = Number(value);
    if (!(number > 0 && number <= to))
      mistake(`is "${value}".`, `Use a number of hours from 1 to ${String(to)}, such as ${String(usual)}.`);
    return number;
  });

/** `45` for all stages; `45, Quote Sent = 14` with another number for one of them. */
export const stuckDays = setting((value = '', mistake) => {
  const parts = value.split(',').filter((part) => part.trim() !== '');
  const read = parts.map((part) => /^(?:(.*\S)\s*=)?\s*(\d{1,4})$/.exec(part.trim()));
  if (read.includes(null)) {
    const cure = 'Use a number of days such as 45, and others for single stages: 45, Quote Sent = 14.';
    mistake(`is "${parts.join(',')}".`, cure);
  }
  const named = read.map((match) => [match?.[1]?.toLowerCase() ?? '', Number(match?.[2])] as const);
  const stages: Readonly<Record<string, number>> = Object.fromEntries(named.filter(([stage]) => stage !== ''));
  return { usual: named.find(([stage]) => stage === '')?.[1] ?? 45, stages };
});
