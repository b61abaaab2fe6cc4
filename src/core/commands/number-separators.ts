/** The signs that people in one locale put into numbers, and all the ways to type them made one. */

/** How a locale writes numbers with the digits 0 to 9: `1.234,50` has `.` for `group` and `,` for `decimal`. */
export interface NumberSeparators {
  readonly group: string;
  readonly decimal: string;
  /** Whether thousands are counted in twos, as in `1,20,000`. */
  readonly isIndian: boolean;
}

/** Undefined for a locale that there is not, or that nobody told: profiles may say anything. */
export function separatorsOf(locale: string | undefined): NumberSeparators | undefined {
  const known = supportedLocale(locale);
  if (known === undefined) return undefined;
  const parts = new Intl.NumberFormat(known, { numberingSystem: 'latn' }).formatToParts(12_345_678.9);
  const sign = (type: 'group' | 'decimal'): string =>
    normalizeNumberText(parts.find((part) => part.type === type)?.value ?? '');
  const groups = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length);
  return { group: sign('group'), decimal: sign('decimal'), isIndian: groups.at(-2) === 2 };
}

/** As a name that Intl takes and really knows: for one that it does not know it would quietly take another. */
export function supportedLocale(locale: string | undefined): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale?.replaceAll('_', '-') ?? [])[0];
  } catch {
    return undefined;
  }
}

/** The first digits of scripts that people type numbers in: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeroCodePoints = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = zeroCodePoints.find((first) => code >= first && code < first + 10);
  return zero === undefined ? digit : String(code - zero);
}

/** Digits of any script as 0 to 9, every blank as a space, every apostrophe as `'`; marks of direction are left out. */
export const normalizeNumberText = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s/g, ' ')
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/،/g, ',')
    .replace(/٪/g, '%')
    .replace(/[−–—﹣]/g, '-')
    .trim();
