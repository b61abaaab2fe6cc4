/** The opportunity category: its defaults are applied on create, its restrictions never. */
import { opportunityFields, type FieldName } from '../fields';
import { isReadOnly, picklistOf } from '../tenant';
import { isEmpty, emptyResult, type Rule } from './rule';

/** R4 (required flags and lists of the category are not respected) has nothing to judge: no rule looks at them. */
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

export const categoryRules: readonly Rule[] = [categoryDefaults, clearedCategory];
