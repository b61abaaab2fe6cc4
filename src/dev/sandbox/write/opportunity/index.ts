/** Everything that happens to an opportunity that is created or changed, in this order. */
import type { Rules, Write } from '../write';
import { applyDefaults, nameCategory } from './category';
import { closesAfterStart, probabilityInBounds, reasonGiven } from './figures';
import { followStatus } from './lost-date';
import { settleMoney } from './money';
import { contactOfCompany, keepLevel, levelIsActive, ownerMayOwn } from './people';
import { makeFalse, quoteExists, takeTotals } from './quote-totals';
import { settleSpread } from './spread';

export const opportunityRules: Rules = {
  prepare: [startNow, nameCategory, applyDefaults, makeFalse, keepLevel],
  judge: [
    probabilityInBounds,
    closesAfterStart,
    contactOfCompany,
    ownerMayOwn,
    levelIsActive,
    quoteExists,
    reasonGiven,
  ],
  effects: [settleMoney, takeTotals, settleSpread, followStatus, stamp],
};

/** The page calls startDate the actual create date; whether leaving it out means now is not said. */
function startNow(write: Write): void {
  if (write.verb !== 'create' || write.world.switches.startDateMissing !== 'now') return;
  write.sent['startDate'] ??= write.at;
  write.next.cells['startDate'] ??= write.at;
}

function stamp(write: Write): void {
  if (write.verb === 'create') {
    Object.assign(write.next.cells, {
      createDate: write.at,
      creatorResourceID: write.actor.resource,
      impersonatorCreatorResourceID: write.actor.impersonator,
      lastActivity: write.at,
    });
  } else if (write.world.switches.editMovesLastActivity) write.next.cells['lastActivity'] = write.at;
}
