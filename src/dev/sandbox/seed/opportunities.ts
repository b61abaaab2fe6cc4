/** Seeds the pipeline: deals of companies, each with its own course. */
import type { Cells, Udfs } from '../state/tables';
import type { Company } from './companies';
import type { DealCourse } from './deal-courses';
import { makeCourse } from './deal-courses';
import type { Days } from './days';
import type { Deal, Money } from './deals';
import { makeDeal } from './more-deals';
import type { Random } from './random';
import { formerSeller, salesPeople } from './resources';
import { stages, statuses } from './tenant';
import { barriers, lossDetails, nextSteps, winDetails } from './texts';

export interface SeededOpportunity {
  readonly cells: Cells;
  readonly udfs: Udfs;
  readonly hidden: Record<string, string>;
}

export interface SeedContext {
  readonly random: Random;
  readonly days: Days;
  readonly companies: readonly Company[];
  /** By company. */
  readonly contacts: ReadonlyMap<number, readonly Cells[]>;
}

const firstId = 29681234;

/** Ids rise with the start date, as they do where people create opportunities. */
export function seedOpportunities(context: SeedContext, count: number): SeededOpportunity[] {
  const { random, days, companies } = context;
  const plans = Array.from({ length: count }, () => ({
    course: makeCourse(random, days),
    company: random.one(companies),
  }));
  plans.sort((one, other) => one.course.start - other.course.start);
  let id = firstId;
  return plans.map(({ course, company }, index) => {
    if (index > 0) id += random.between(1, 7);
    return seedOpportunity(context, { id, course, company });
  });
}

function seedOpportunity(
  context: SeedContext,
  plan: { id: number; course: DealCourse; company: Company },
): SeededOpportunity {
  const { random, days } = context;
  const { id, course, company } = plan;
  const deal = makeDeal(company, random);
  const owner = random.weighted(salesPeople.map((person) => [person.id, person.share] as const));
  const started = days.moment(course.start, id);
  const cells: Cells = {
    id,
    title: deal.title,
    companyID: company.id,
    contactID: contactOf(context, company.id),
    ownerResourceID: course.start < -240 && random.chance(0.2) ? formerSeller : owner,
    creatorResourceID: owner,
    status: course.status,
    stage: course.stage,
    probability: course.probability,
    startDate: started,
    createDate: started,
    projectedCloseDate: days.day(course.close),
    lastActivity: days.moment(course.lastActivity, id * 3),
    description: deal.description,
    productID: random.chance(0.7) ? deal.product : null,
    opportunityCategoryID: deal.category,
    organizationalLevelAssociationID: random.one([7, 8]),
    useQuoteTotals: false,
    revenueSpreadUnit: 'Once',
    rating: ratingOf(course, random),
    leadSource: random.between(41, 46),
    primaryCompetitor: random.chance(0.45) ? random.between(51, 55) : null,
    nextStep: nextStepOf(course, random),
    barriers: random.chance(0.15) ? random.one(barriers) : null,
    ...moneyOf(deal, random),
    ...endingCells(course, { random, days, id }),
  };
  return { cells, udfs: udfsOf(deal, course, { random, days }), hidden: formattedTexts(deal, random) };
}

function contactOf({ random, contacts }: SeedContext, company: number): number | null {
  const candidates = contacts.get(company) ?? [];
  if (candidates.length === 0 || random.chance(0.12)) return null;
  return Number(random.one(candidates)['id']);
}

const periods = ['onetime', 'monthly', 'quarterly', 'semiannual', 'yearly'] as const;
const monthsOf: Readonly<Record<keyof Money, number>> = {
  onetime: 0,
  monthly: 1,
  quarterly: 3,
  semiannual: 6,
  yearly: 12,
};

function moneyOf(deal: Deal, random: Random): Cells {
  const share = deal.costShare + (random.next() - 0.5) * 0.12;
  const cells: Cells = { totalAmountMonths: deal.months };
  let [amount, cost] = [0, 0];
  for (const period of periods) {
    const revenue = deal.money[period];
    if (revenue === undefined) continue;
    const periodCost = Math.round(revenue * share);
    const times = monthsOf[period] === 0 ? 1 : deal.months / monthsOf[period];
    cells[`${period}Revenue`] = revenue;
    cells[`${period}Cost`] = periodCost;
    amount += revenue * times;
    cost += periodCost * times;
  }
  return { ...cells, amount: Math.round(amount * 100) / 100, cost: Math.round(cost * 100) / 100 };
}

function ratingOf({ stage, status }: DealCourse, random: Random): number | null {
  if (status !== statuses.active) return random.one([22, 23]);
  if (stage === stages.verbal) return 21;
  return random.weighted([
    [21, 3],
    [22, 6],
    [23, 2],
    [null, 1],
  ]);
}

function nextStepOf({ stage, ended }: DealCourse, random: Random): string | null {
  const steps = nextSteps[stage];
  return ended !== undefined || steps === undefined || random.chance(0.14) ? null : random.one(steps);
}

function endingCells(course: DealCourse, { random, days, id }: { random: Random; days: Days; id: number }): Cells {
  if (course.ended === undefined) return {};
  const hasDetail = random.chance(0.55);
  if (course.status === statuses.lost) {
    return {
      lostDate: days.moment(course.ended, id),
      lossReason: random.between(61, 66),
      lossReasonDetail: hasDetail ? random.one(lossDetails) : null,
    };
  }
  return {
    closedDate: days.day(course.ended),
    winReason: random.between(31, 35),
    winReasonDetail: hasDetail ? random.one(winDetails) : null,
    promisedFulfillmentDate: days.day(course.ended + random.between(14, 60)),
  };
}

function udfsOf(deal: Deal, course: DealCourse, { random, days }: { random: Random; days: Days }): Udfs {
  const won = course.status === statuses.closed || course.status === statuses.implemented;
  return {
    'Deal Type': deal.category === 3 ? 'Renewal' : random.one(['New Business', 'Expansion']),
    'Purchase Order Number': won && random.chance(0.6) ? `PO-${random.between(10_400, 98_900)}` : null,
    Endpoints: random.chance(0.5) ? String(random.between(8, 180)) : null,
    'Renewal Date': deal.money.monthly !== undefined && won ? days.day((course.ended ?? 0) + 365) : null,
  };
}

/** Some descriptions are formatted, as if written with Autotask's own editor. */
function formattedTexts(deal: Deal, random: Random): Record<string, string> {
  return random.chance(0.1) ? { description: `<p><strong>${deal.title}</strong></p><p>${deal.description}</p>` } : {};
}
