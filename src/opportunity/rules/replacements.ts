/** What Autotask puts in the place of what is sent, or left empty: plain text for formatted, and the defaults of the category, whose restrictions it never applies. */
import { opportunityFields, type FieldName } from '../fields';
import { isReadOnly, picklistOf } from '../tenant';
import { isChanging, isEmpty, emptyResult, type Rule } from './rule';

const richText: Rule = {
  id: 'R10',
  source: 'Autotask: Opportunities, important: an update overwrites Rich Text with plain text; formatting is lost',
  validate: (situation) => {
    const { stored, changes } = situation;
    if (!isChanging(situation, 'description') || isEmpty(stored?.description)) return emptyResult;
    const say = 'Bold text, lists and pictures of the description are lost: Autotask keeps the plain text alone.';
    const resultingValues = { description: changes.description ?? null };
    return { effects: [{ rule: 'R10', field: 'description', say, resultingValues, isDataLoss: true }] };
  },
};

/** R4 (required flags and lists of the category are not respected) has nothing to validate: no rule looks at them. */
const categoryDefaults: Rule = {
  id: 'R3',
  source: "Autotask: Opportunities, opportunityCategoryID: the category's default values are applied on create",
  validate: ({ stored, changes, tenant, references }) => {
    if (stored !== undefined) return emptyResult;
    const chosen = changes.opportunityCategoryID;
    const label = isEmpty(chosen)
      ? references.defaultCategory
      : picklistOf(tenant, 'opportunityCategoryID')?.find(({ value }) => value === String(chosen))?.label;
    const name = label === undefined ? 'the standard category' : `the category “${label}”`;
    const fields = Object.keys(opportunityFields) as FieldName[];
    const open = fields.filter((field) => field !== 'id' && !isReadOnly(tenant, field) && isEmpty(changes[field]));
    const say = `Autotask fills what is left empty with the defaults of ${name}.`;
    const resultingValues = Object.fromEntries(open.map((field) => [field, 'computed']));
    return { effects: [{ rule: 'R3', field: 'opportunityCategoryID', say, resultingValues }] };
  },
};

const clearedCategory: Rule = {
  id: 'R3',
  source: 'Autotask: Opportunities, opportunityCategoryID: without one the system default category is used',
  validate: ({ stored, changes }) => {
    const field = 'opportunityCategoryID';
    if (stored === undefined || changes[field] !== null) return emptyResult;
    const say = 'An opportunity always has a category: Autotask takes its standard one.';
    return { effects: [{ rule: 'R3', field, say, resultingValues: { [field]: 'computed' } }] };
  },
};

export const replacementRules: readonly Rule[] = [richText, categoryDefaults, clearedCategory];
