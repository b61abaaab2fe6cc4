/** The rules of an opportunity that is created or changed, in the order in which they run. */
import type { EntityRules, Write } from '../write';
import { applyCategoryDefaults, defaultCategory } from './category';
import { validateCloseDate, validateProbability, validateReason } from './limits';
import { updateLostDate } from './lost-date';
import { recalculateMoney } from './money';
import { validateContact, keepOrganizationalLevel, validateOrganizationalLevel, validateOwner } from './people';
import { disableQuoteTotals, validateQuoteTotals, applyQuoteTotals } from './quote-totals';
import { applyRevenueSpread } from './revenue-spread';

export const opportunityRules: EntityRules = {
  prepare: [defaultStartDate, defaultCategory, applyCategoryDefaults, disableQuoteTotals, keepOrganizationalLevel],
  validate: [
    validateProbability,
    validateCloseDate,
    validateContact,
    validateOwner,
    validateOrganizationalLevel,
    validateQuoteTotals,
    validateReason,
  ],
  effects: [recalculateMoney, applyQuoteTotals, applyRevenueSpread, updateLostDate, stampOpportunity],
};

/** The page calls startDate the actual create date; it does not say whether leaving it out means now. */
function defaultStartDate(write: Write): void {
  if (write.verb !== 'create' || write.world.switches.startDateMissing !== 'now') return;
  write.input['startDate'] ??= write.at;
  write.next.cells['startDate'] ??= write.at;
}

function stampOpportunity(write: Write): void {
  if (write.verb === 'create') {
    Object.assign(write.next.cells, {
      createDate: write.at,
      creatorResourceID: write.actor.resource,
      impersonatorCreatorResourceID: write.actor.impersonator,
      lastActivity: write.at,
    });
  } else if (write.world.switches.editMovesLastActivity) write.next.cells['lastActivity'] = write.at;
}
