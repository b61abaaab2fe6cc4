/** Records that an opportunity points to: they must exist, be in use, and belong together. */
import type { FieldName } from '../fields';
import { labelOf } from '../labels';
import {
  valueAfter,
  isEmpty,
  isChanging,
  emptyResult,
  violation,
  type References,
  type RuleResult,
  type Rule,
  type RuleInput,
} from './rule';

const referenceByField = {
  companyID: 'company',
  contactID: 'contact',
  ownerResourceID: 'owner',
  productID: 'product',
  organizationalLevelAssociationID: 'organizationalLevel',
} as const satisfies Partial<Record<FieldName, keyof References>>;
type ReferenceField = keyof typeof referenceByField;

const reference: Rule = {
  id: 'reference',
  source: 'Autotask: Opportunities, field definitions, reference name',
  validate: (situation) => ({
    violations: (Object.keys(referenceByField) as ReferenceField[])
      .filter((field) => !isEmpty(situation.changes[field]) && situation.references[referenceByField[field]] === null)
      .map((field) => ({
        rule: 'reference',
        field,
        say: `Autotask has no ${labelOf(field)} with the number ${String(situation.changes[field])}.`,
      })),
  }),
};

/** The company's own contacts, or its parent company's: the page says both, the newer wording is the wider one. */
const contact: Rule = {
  id: 'R13',
  source: 'Autotask: Opportunities, contactID: an active contact of the company or of its parent company',
  validate: (situation) => {
    const isConcerned = isChanging(situation, 'contactID') || isChanging(situation, 'companyID');
    const knownContact = situation.references.contact;
    // A company of the wrong kind is refused already.
    const isCheckable =
      isConcerned && knownContact !== undefined && typeof valueAfter(situation, 'companyID') === 'number';
    if (!isCheckable || isEmpty(valueAfter(situation, 'contactID'))) return emptyResult;
    // Removed since it was chosen. Chosen anew it is no reference at all, and said so there.
    if (knownContact === null)
      return isChanging(situation, 'contactID') ? emptyResult : contactCompanyResult(situation, null);
    if (isChanging(situation, 'contactID') && !knownContact.active) {
      return violation('R13', 'contactID', 'This contact is not active any more: choose another one.');
    }
    return contactCompanyResult(situation, knownContact.companyID);
  },
};

function contactCompanyResult(situation: RuleInput, company: number | null): RuleResult {
  if (company === valueAfter(situation, 'companyID')) return emptyResult;
  const parent = situation.references.company?.parentCompanyID ?? null;
  if (parent === null || company !== parent) return violation('R13', 'contactID', foreignContactMessage(situation));
  const say = 'This contact belongs to the parent company; Autotask may refuse it.';
  return { effects: [{ rule: 'R13', field: 'contactID', say, resultingValues: {} }] };
}

const foreignContactMessage = (situation: RuleInput): string =>
  isChanging(situation, 'contactID')
    ? 'This contact belongs to another company.'
    : 'The present contact does not belong to the new company: choose another contact, or none.';

const owner: Rule = {
  id: 'R19',
  source: 'Autotask: Opportunities, ownerResourceID: an active, standard resource with access to CRM',
  validate: ({ changes, references }) => {
    if (isEmpty(changes.ownerResourceID)) return emptyResult;
    if (references.owner !== undefined && references.owner !== null && !references.owner.active) {
      return violation('R19', 'ownerResourceID', `${references.owner.name} is not active any more and cannot own it.`);
    }
    const say = 'Only people with access to CRM can own an opportunity; Autotask checks that when it is saved.';
    return { effects: [{ rule: 'R19', field: 'ownerResourceID', say, resultingValues: {} }] };
  },
};

const organizationalLevel: Rule = {
  id: 'R11',
  source: 'Autotask: Opportunities, organizationalLevelAssociationID: cannot be cleared, nor become an inactive one',
  validate: (situation) => {
    const field = 'organizationalLevelAssociationID';
    const { stored, changes, references } = situation;
    if (references.organizationalLevel?.active === false && !isEmpty(changes[field])) {
      return violation('R11', field, 'This organizational level is not in use any more: choose another one.');
    }
    if (stored === undefined || changes[field] !== null) return emptyResult;
    const say = 'The organizational level cannot be cleared: it stays as it is.';
    return {
      effects: [{ rule: 'R11', field, say, resultingValues: { [field]: stored[field] }, isDataLoss: true }],
      omittedFields: [field],
    };
  },
};

export const referenceRules: readonly Rule[] = [reference, contact, owner, organizationalLevel];
