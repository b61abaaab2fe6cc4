/** Records that an opportunity points to: they must exist, be in use, and belong together. */
import type { FieldName } from '../fields';
import { labelOf } from '../labels';
import {
  after,
  isEmpty,
  isSent,
  nothing,
  violation,
  type Facts,
  type Findings,
  type Rule,
  type Situation,
} from './rule';

const looked = {
  companyID: 'company',
  contactID: 'contact',
  ownerResourceID: 'owner',
  productID: 'product',
  organizationalLevelAssociationID: 'organizationalLevel',
} as const satisfies Partial<Record<FieldName, keyof Facts>>;
type Looked = keyof typeof looked;

const reference: Rule = {
  id: 'reference',
  source: 'Autotask: Opportunities, field definitions, reference name',
  judge: (situation) => ({
    violations: (Object.keys(looked) as Looked[])
      .filter((field) => !isEmpty(situation.changes[field]) && situation.facts[looked[field]] === null)
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
  judge: (situation) => {
    const concerned = isSent(situation, 'contactID') || isSent(situation, 'companyID');
    const known = situation.facts.contact;
    // A company of the wrong kind is refused already.
    const judgeable = concerned && known !== undefined && typeof after(situation, 'companyID') === 'number';
    if (!judgeable || isEmpty(after(situation, 'contactID'))) return nothing;
    // Removed since it was chosen. Chosen anew it is no reference at all, and said so there.
    if (known === null) return isSent(situation, 'contactID') ? nothing : belonging(situation, null);
    if (isSent(situation, 'contactID') && !known.active) {
      return violation('R13', 'contactID', 'This contact is not active any more: choose another one.');
    }
    return belonging(situation, known.companyID);
  },
};

function belonging(situation: Situation, company: number | null): Findings {
  if (company === after(situation, 'companyID')) return nothing;
  const parent = situation.facts.company?.parentCompanyID ?? null;
  if (parent === null || company !== parent) return violation('R13', 'contactID', elsewhere(situation));
  const say = 'This contact belongs to the parent company; Autotask may refuse it.';
  return { effects: [{ rule: 'R13', field: 'contactID', say, stores: {} }] };
}

const elsewhere = (situation: Situation): string =>
  isSent(situation, 'contactID')
    ? 'This contact belongs to another company.'
    : 'The present contact does not belong to the new company: choose another contact, or none.';

const owner: Rule = {
  id: 'R19',
  source: 'Autotask: Opportunities, ownerResourceID: an active, standard resource with access to CRM',
  judge: ({ changes, facts }) => {
    if (isEmpty(changes.ownerResourceID)) return nothing;
    if (facts.owner !== undefined && facts.owner !== null && !facts.owner.active) {
      return violation('R19', 'ownerResourceID', `${facts.owner.name} is not active any more and cannot own it.`);
    }
    const say = 'Only people with access to CRM can own an opportunity; Autotask checks that when it is saved.';
    return { effects: [{ rule: 'R19', field: 'ownerResourceID', say, stores: {} }] };
  },
};

const organizationalLevel: Rule = {
  id: 'R11',
  source: 'Autotask: Opportunities, organizationalLevelAssociationID: cannot be cleared, nor become an inactive one',
  judge: (situation) => {
    const field = 'organizationalLevelAssociationID';
    const { stored, changes, facts } = situation;
    if (facts.organizationalLevel?.active === false && !isEmpty(changes[field])) {
      return violation('R11', field, 'This organizational level is not in use any more: choose another one.');
    }
    if (stored === undefined || changes[field] !== null) return nothing;
    const say = 'The organizational level cannot be cleared: it stays as it is.';
    return { effects: [{ rule: 'R11', field, say, stores: { [field]: stored[field] }, loses: true }], drops: [field] };
  },
};

export const referenceRules: readonly Rule[] = [reference, contact, owner, organizationalLevel];
