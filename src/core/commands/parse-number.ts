/** Numbers as people type them: `1.200`, `1,200.50`, `1'200`, `10k`, `US$ 5`. Read in their locale, never guessed. */
import { normalizeNumberText, separatorsOf, type NumberSeparators } from './number-separators';

export type ParsedNumber =
  /** `decimals`: how many were typed, of the number as it is meant: `1.25k` has none. */
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number }
  /** It may mean the one or the other: a dot or comma before three digits that the locale does not settle. */
  | { readonly kind: 'either'; readonly thousands: number; readonly fraction: number }
  | { readonly kind: 'none' };

const noParsedNumber: ParsedNumber = { kind: 'none' };
/** Characters: longer texts are not looked at. */
const maxInputLength = 100;
const powersOfTen: Readonly<Record<string, number>> = { k: 3, m: 6 };
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** What locales agree on is read the same for everybody; `locale` (BCP 47) decides `1.200`. Negative ones are numbers. */
export function parseNumber(typed: string, locale: string | undefined): ParsedNumber {
  if (typed.length > maxInputLength) return noParsedNumber;
  const [, minus = '', body = '', unit = ''] = numberShape.exec(withoutCurrency(normalizeNumberText(typed))) ?? [];
  const read = parseNumberBody(body, separatorsOf(locale));
  return read === undefined ? noParsedNumber : toParsedNumber(read, minus, powersOfTen[unit.toLowerCase()] ?? 0);
}

const numberShape = /^(-?) ?(.*?)(?: ?([km]))?$/i;

function toParsedNumber(read: NumberBody, minus: string, power: number): ParsedNumber {
  // Moved in writing: 1.005 × 1000 is not 1005 in a computer's own arithmetic.
  const value = (digits: string): number => Number(`${minus}${digits}e${String(power)}`);
  if ('thousands' in read) return { kind: 'either', thousands: value(read.thousands), fraction: value(read.fraction) };
  const decimals = read.digits.split('.')[1]?.length ?? 0;
  return { kind: 'number', value: value(read.digits), decimals: Math.max(0, decimals - power) };
}

/** A sign such as `$`, `US$` or `$US`, or a code such as `EUR`, before it or behind; `1'200.-` is Swiss for no cents. */
function withoutCurrency(text: string): string {
  const isCode = (code: string): boolean => currencies.has(code.toUpperCase());
  return text
    .replace(/^(-?) ?[a-z]{0,3}\p{Sc} ?/iu, '$1')
    .replace(/ ?([a-z]{0,3})\p{Sc}[a-z]{0,3}$/iu, (_sign, letters: string) => (/^[km]$/i.test(letters) ? letters : ''))
    .replace(/^(-?)([a-z]{3}) ?(?=\d)/i, (all, minus: string, code: string) => (isCode(code) ? minus : all))
    .replace(/ ?([a-z]{3})$/i, (all, code: string) => (isCode(code) ? '' : all))
    .replace(/[.,]--?$/, '');
}

/** Digits with a dot before the decimals, or both readings. */
type NumberBody = { readonly digits: string } | { readonly thousands: string; readonly fraction: string };

/** Undefined for what is no number. Every sign stands alone between digits. */
function parseNumberBody(body: string, signs: NumberSeparators | undefined): NumberBody | undefined {
  if (!/^\d+(?:[.,' \u066b\u066c]\d+)*$/.test(body)) return undefined;
  const found = body.match(/\D/g) ?? [];
  const [first, ...others] = new Set(found);
  if (first === undefined) return { digits: body };
  if (others.length > 0) return others.length === 1 ? parseWithDecimals(body, found, signs) : undefined;
  if (found.length > 1) return removeGrouping(body, first, signs);
  if (first === '\u066b') return { digits: body.replace(first, '.') };
  return /[.,]/.test(first) ? parseSingleSeparator(body, first, signs) : removeGrouping(body, first, signs);
}

/** Two kinds of signs: the last one stands before the decimals, the others between thousands. */
function parseWithDecimals(
  body: string,
  found: readonly string[],
  signs: NumberSeparators | undefined,
): NumberBody | undefined {
  const [group = '', decimal = ''] = [found[0], found.at(-1)];
  if (!/[.,\u066b]/.test(decimal) || found.indexOf(decimal) !== found.length - 1) return undefined;
  const [whole = '', decimals = ''] = body.split(decimal);
  const read = removeGrouping(whole, group, signs);
  return read === undefined ? undefined : { digits: `${read.digits}.${decimals}` };
}

/** Thousands by threes, or as in India where that is the person's own way. */
function removeGrouping(
  body: string,
  sign: string,
  signs: NumberSeparators | undefined,
): { readonly digits: string } | undefined {
  const groups = body.split(sign).map(({ length }) => length);
  const [first = 0, last = 0] = [groups[0], groups.at(-1)];
  const between = groups.slice(1, -1);
  const isEven = (size: number): boolean => first <= size && between.every((length) => length === size);
  const isRight =
    !body.startsWith('0') &&
    last === 3 &&
    (isEven(3) || (signs?.isIndian === true && sign === signs.group && isEven(2)));
  return isRight ? { digits: body.replaceAll(sign, '') } : undefined;
}

/** One dot or comma: before any but three digits it can only stand for decimals. */
function parseSingleSeparator(body: string, sign: string, signs: NumberSeparators | undefined): NumberBody {
  const fraction = body.replace(sign, '.');
  if (!/^[1-9]\d{0,2}\.\d{3}$/.test(fraction)) return { digits: fraction };
  const thousands = body.replace(sign, '');
  return sign === signs?.group ? { digits: thousands } : { thousands, fraction };
}
