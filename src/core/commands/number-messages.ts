/** What a person is told whose number cannot be taken, and how numbers stand in the fields that they type into. */
import { supportedLocale, separatorsOf } from './number-separators';
import { parseNumber } from './parse-number';

/** The most that Autotask's figures hold without losing cents. */
const maxAmount = 1_000_000_000_000;
/** Of money. */
const centDigits = 2;

export const notANumber = { say: 'Enter a number, for example 1200.' } as const;

export type NumberResult = { readonly value: number } | { readonly say: string };

/** Money as somebody typed it, two decimals at most; else what is wrong and what to type instead. */
export function parseMoney(typed: string, locale: string | undefined): NumberResult {
  const read = parseNumber(typed, locale);
  if (read.kind === 'none') return notANumber;
  if (read.kind === 'either') return { say: askWhichNumber(read, locale) };
  if (Math.abs(read.value) > maxAmount) return { say: `At most ${formatNumber(maxAmount, locale)}.` };
  return read.decimals > centDigits
    ? { say: `At most two decimals, for example ${formatNumberInput('12.35', locale)}.` }
    : { value: read.value };
}

/** A whole number as somebody typed it. */
export function parseWholeNumber(typed: string, locale: string | undefined): NumberResult {
  const read = parseNumber(typed, locale);
  if (read.kind === 'either') return { say: askWhichNumber(read, locale) };
  return read.kind === 'number' && Number.isSafeInteger(read.value)
    ? { value: read.value }
    : { say: 'Enter a whole number, for example 20.' };
}

/** `1,200 or 1.2? Type 1200 or 1.20.` */
function askWhichNumber(
  { thousands, fraction }: { thousands: number; fraction: number },
  locale: string | undefined,
): string {
  const cents = Number.isInteger(fraction) ? String(fraction) : fraction.toFixed(centDigits);
  const rounded = Number(cents) === fraction ? '' : ' Two decimals are the most.';
  const typing = `${String(thousands)} or ${formatNumberInput(cents, locale)}`;
  return `${formatNumber(thousands, locale)} or ${formatNumber(fraction, locale)}? Type ${typing}.${rounded}`;
}

const formatNumber = (value: number, locale: string | undefined): string =>
  new Intl.NumberFormat(supportedLocale(locale) ?? 'en-US', {
    numberingSystem: 'latn',
    maximumFractionDigits: 6,
  }).format(value);

/** Digits with a dot before the decimals as this person types them: without thousands, and with their own decimal sign. */
export const formatNumberInput = (digits: string, locale: string | undefined): string =>
  /^-?\d+\.\d+$/.test(digits) ? digits.replace('.', separatorsOf(locale)?.decimal ?? '.') : digits;
