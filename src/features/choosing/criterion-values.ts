/** The value behind each key of a list's filters: people, companies, entries of picklists, periods, figures. */
import { type FeatureContext, formatOf } from '../services';
import { InvalidInput } from '../../core/errors';
import type { NamedRecord, OutcomeFilter } from '../../opportunity/criteria';
import { toComparable } from '../../core/normalize-name';
import type { PicklistValue } from '../../opportunity/opportunity';
import { closestMatch } from '../../core/closest-match';
import { findImpossibleDay, parsePeriod } from '../../core/commands/parse-date';
import { formatStoredRange, isSatisfiable, parseMoneyRange } from '../../core/commands/number-range';
import { normalizeNumberText } from '../../core/commands/number-separators';
import { type Sort, sortKeys, sortOrders } from '../../opportunity/sorting';

export const invalidCriterion = ({ interaction }: FeatureContext, say: string, example: string): InvalidInput =>
  new InvalidInput(say, { hint: `For example: ${interaction.prefix}list ${example}` });

/** Several values with commas between them: any of them. */
export async function parseEach(
  parts: readonly string[],
  read: (part: string) => Promise<readonly NamedRecord[]>,
): Promise<readonly NamedRecord[]> {
  const found = (await Promise.all(parts.map(read))).flat();
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

export async function findOwnersNamed(context: FeatureContext, name: string): Promise<readonly NamedRecord[]> {
  const { user, services } = context;
  if (['me', 'mine', 'my'].includes(name.toLowerCase())) return [{ id: user.id, name: user.name }];
  const found = await services.opportunities.resources(name);
  if (found.length === 0) throw invalidCriterion(context, `Nobody in Autotask is called "${name}".`, 'owner:me');
  return found.map(({ id, name: full }) => ({ id, name: full }));
}

export async function findCompaniesNamed(context: FeatureContext, name: string): Promise<readonly NamedRecord[]> {
  const found = await context.services.opportunities.companies(name);
  if (found.length === 0) throw invalidCriterion(context, `No company is called "${name}".`, 'company:"Acme Co"');
  const exact = found.filter((company) => toComparable(company.name) === toComparable(name));
  return (exact.length > 0 ? exact : found).map(({ id, name: full }) => ({ id, name: full }));
}

/** Every entry that has the words at the beginning of a word: `quote` finds "4 Quote sent". */
export async function findPicklistEntries(
  context: FeatureContext,
  field: 'stage' | 'opportunityCategoryID',
  text: string,
): Promise<readonly NamedRecord[]> {
  const all = (await context.services.opportunities.picklists()).all(field);
  const wanted = toComparable(text);
  const exact = all.filter(({ label }) => toComparable(label) === wanted);
  const found = exact.length > 0 ? exact : all.filter(({ label }) => ` ${toComparable(label)}`.includes(` ${wanted}`));
  if (found.length > 0) return found.map(({ value, label }) => ({ id: value, name: label }));
  throw invalidCriterion(
    context,
    `There is no ${field === 'stage' ? 'stage' : 'category'} "${text}".`,
    exampleOf(field, all, text),
  );
}

function exampleOf(field: 'stage' | 'opportunityCategoryID', all: readonly PicklistValue[], text: string): string {
  const labels = all.filter(({ active }) => active).map(({ label }) => label);
  const near = closestMatch(text, labels) ?? labels[0] ?? '';
  return `${field === 'stage' ? 'stage' : 'category'}:"${near}"`;
}

const statusWords: Readonly<Record<string, OutcomeFilter>> = {
  open: 'open',
  active: 'open',
  won: 'won',
  lost: 'lost',
  any: 'any',
  all: 'any',
};

export function statusCriterion(context: FeatureContext, value: string): OutcomeFilter {
  const found = statusWords[value.toLowerCase()];
  if (found === undefined) throw invalidCriterion(context, `"${value}" is not open, won, lost or any.`, 'status:won');
  return found;
}

export function periodCriterion(context: FeatureContext, key: string, value: string): string {
  const dateContext = { today: formatOf(context).today, locale: context.interaction.person.locale ?? 'en-US' };
  if (parsePeriod(value, dateContext) !== undefined) return value;
  const impossible = findImpossibleDay(value, dateContext);
  if (impossible !== undefined) throw invalidCriterion(context, impossible.say, `${key}:${impossible.nearest}`);
  throw invalidCriterion(
    context,
    `I do not understand "${value}" as a time.`,
    `${key}:this-month, ${key}:<30d or ${key}:2026-12-01`,
  );
}

export function rangeCriterion(context: FeatureContext, key: string, value: string): string {
  const parsed = parseMoneyRange(value, context.interaction.person.locale);
  if ('say' in parsed) {
    throw invalidCriterion(
      context,
      `I do not understand "${value}" as a figure. ${parsed.say}`,
      `${key}:>10k or ${key}:5k..20k`,
    );
  }
  if (isSatisfiable(parsed.figures)) return formatStoredRange(value, parsed.figures);
  throw invalidCriterion(context, `No figure is ${value.split(/ (?=[<>])/).join(' and ')} at once.`, `${key}:5k..20k`);
}

export function daysCriterion(context: FeatureContext, value: string): number {
  const count = Number(/^>?=?(\d{1,4}) ?d?(ays?)?$/i.exec(normalizeNumberText(value))?.[1] ?? Number.NaN);
  if (Number.isNaN(count)) throw invalidCriterion(context, `"${value}" is no number of days.`, 'quiet:30d');
  return count;
}

export function sortCriterion(context: FeatureContext, value: string): Sort {
  const found = sortOrders.find((one) => one === value.toLowerCase());
  if (found !== undefined) return found;
  const near = closestMatch(value.replace('-', ''), Object.keys(sortKeys)) ?? '-amount';
  throw invalidCriterion(
    context,
    `Nothing is sorted by "${value}"; there are ${Object.keys(sortKeys).join(', ')}.`,
    `sort:${near}`,
  );
}
