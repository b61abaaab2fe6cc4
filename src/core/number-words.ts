/** What a person is told whose number cannot be taken, and how numbers stand in the fields that they type into. */
import { knownLocale, signsOf } from './number-signs';
import { readNumber } from './numbers';

/** The most that Autotask's figures hold without losing cents. */
const most = 1_000_000_000_000;
/** Of money. */
const centDigits = 2;

export const noNumber = { say: 'Enter a number, for example 1200.' } as const;

export type Understood = { readonly value: number } | { readonly say: string };

/** Money as somebody typed it, two decimals at most; else what is wrong and what to type instead. */
export function readMoney(typed: string, locale: string | undefined): Understood {
  const read = readNumber(typed, locale);
  if (read.kind === 'none') return noNumber;
  if (read.kind === 'either') return { say: whichOf(read, locale) };
  if (Math.abs(read.value) > most) return { say: `At most ${shown(most, locale)}.` };
  return read.decimals > centDigits
    ? { say: `At most two decimals, for example ${writeNumber('12.35', locale)}.` }
    : { value: read.value };
}

/** A whole number as somebody typed it. */
export function readWhole(typed: string, locale: string | undefined): Understood {
  const read = readNumber(typed, locale);
  if (read.kind === 'either') return { say: whichOf(read, locale) };
  return read.kind === 'number' && Number.isSafeInteger(read.value)
    ? { value: read.value }
    : { say: 'Enter a whole number, for example 20.' };
}

/** `1,200 or 1.2? Type 1200 or 1.20.` */
function whichOf({ thousands, fraction }: { thousands: number; fraction: number }, locale: string | undefined): string {
  const cents = Number.isInteger(fraction) ? String(fraction) : fraction.toFixed(centDigits);
  const rounded = Number(cents) === fraction ? '' : ' Two decimals are the most.';
  const typing = `${String(thousands)} or ${writeNumber(cents, locale)}`;
  return `${shown(thousands, locale)} or ${shown(fraction, locale)}? Type ${typing}.${rounded}`;
}

const shown = (value: number, locale: string | undefined): string =>
  new Intl.NumberFormat(knownLocale(locale) ?? 'en-US', {
    numberingSystem: 'latn',
    maximumFractionDigits: 6,
  }).format(value);

/** Digits with a dot before the decimals as this person types them: without thousands, and with their own decimal sign. */
export const writeNumber = (digits: string, locale: string | undefined): string =>
  /^-?\d+\.\d+$/.test(digits) ? digits.replace('.', signsOf(locale)?.decimal ?? '.') : digits;
