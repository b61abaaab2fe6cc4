/** The field table of the opportunity's page, written down once more: neither the client's nor the sandbox's own. */
import type { Json } from '../../src/core/json';

/** The page's own table: type, length, flags. */
export const pageFields = `
advancedField1 decimal
advancedField2 decimal
advancedField3 decimal
advancedField4 decimal
advancedField5 decimal
amount decimal required
assessmentScore decimal readonly
barriers string 500
closedDate datetime
companyID integer required
contactID integer
cost decimal required
createDate datetime readonly
creatorResourceID integer readonly
description string 8000
helpNeeded string 500
id long required readonly
impersonatorCreatorResourceID integer readonly
lastActivity datetime readonly
leadSource integer picklist
lossReason integer picklist
lossReasonDetail string 500
lostDate datetime
market string 500
monthlyCost decimal
monthlyRevenue decimal
nextStep string 500
onetimeCost decimal
onetimeRevenue decimal
opportunityCategoryID integer picklist
organizationalLevelAssociationID integer
ownerResourceID integer required
primaryCompetitor integer picklist
probability integer required
productID integer
projectedCloseDate datetime required
promisedFulfillmentDate datetime
promotionName string 50
quarterlyCost decimal
quarterlyRevenue decimal
rating integer picklist
relationshipAssessmentScore decimal readonly
revenueSpread integer
revenueSpreadUnit string 6 picklist
salesOrderID integer readonly
salesProcessPercentComplete decimal readonly
semiannualCost decimal
semiannualRevenue decimal
stage integer required picklist
startDate datetime required readonly
status integer required picklist
technicalAssessmentScore decimal readonly
throughDate datetime
title string 128 required
totalAmountMonths integer
useQuoteTotals boolean required
winReason integer picklist
winReasonDetail string 500
yearlyCost decimal
yearlyRevenue decimal
`
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', type = '', ...rest] = line.split(' ');
    const has = (word: string) => rest.includes(word);
    const length = Number(rest.find((word) => /^\d+$/.test(word)) ?? 0);
    return { name, type, length, required: has('required'), readOnly: has('readonly'), picklist: has('picklist') };
  });

/** One value that the field takes and reads back as it was. */
const sampleValues: Record<string, Json> = {
  closedDate: '2026-03-09T00:00:00.000Z',
  contactID: 30683100,
  leadSource: 41,
  lossReason: 61,
  opportunityCategoryID: 1,
  organizationalLevelAssociationID: 8,
  ownerResourceID: 29683408,
  companyID: 180,
  primaryCompetitor: 52,
  probability: 55,
  productID: 29682003,
  projectedCloseDate: '2026-06-01T00:00:00.000Z',
  promisedFulfillmentDate: '2026-07-01T10:00:00.000Z',
  rating: 23,
  revenueSpreadUnit: 'Months',
  stage: 14,
  status: 0,
  throughDate: '2027-01-01T00:00:00.000Z',
  useQuoteTotals: false,
  winReason: 33,
};
export const sampleOf = ({ name, type }: { name: string; type: string }): Json =>
  sampleValues[name] ?? (type === 'string' ? 'A word or two' : type === 'integer' ? 3 : 123.45);
