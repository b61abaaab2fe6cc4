/** An opportunity of which a test knows every figure, whatever day the sandbox was seeded on. */
import type { Sandbox, SandboxRecord } from '../../src/dev/sandbox';

const elenaId = 29683429;
const day = 24 * 60 * 60_000;

/**
 * What tests rely on in an opportunity of their own, on whatever day the sandbox was seeded: it is open, in the first
 * stage, neither Sam's nor Dana's, worth $900 a month for a year and $2,100 once, and closes in six weeks.
 */
const ordinaryValues = (now: Date): SandboxRecord => {
  const at = (days: number): string => new Date(now.getTime() + days * day).toISOString();
  return {
    ownerResourceID: elenaId,
    creatorResourceID: elenaId,
    status: 1,
    stage: 11,
    probability: 10,
    startDate: at(-60),
    createDate: at(-60),
    lastActivity: at(-10),
    projectedCloseDate: `${at(42).slice(0, 10)}T00:00:00.000Z`,
    onetimeRevenue: 2100,
    onetimeCost: 1100,
    monthlyRevenue: 900,
    monthlyCost: 450,
    quarterlyRevenue: null,
    quarterlyCost: null,
    semiannualRevenue: null,
    semiannualCost: null,
    yearlyRevenue: null,
    yearlyCost: null,
    totalAmountMonths: 12,
    amount: 12_900,
    cost: 6500,
  };
};

/** Past the API, with these values laid over; answers with its id. */
export function addOpportunity({ records }: Sandbox, now: Date, fields: SandboxRecord): number {
  const [template] = records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  if (template === undefined) throw new Error('The sandbox has no open opportunity.');
  const { id: taken, ...cells } = template;
  if (taken === undefined) throw new Error('A record has no id.');
  return records.add('Opportunities', { ...cells, ...ordinaryValues(now), ...fields });
}
