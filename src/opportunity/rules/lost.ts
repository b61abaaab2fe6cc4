/** What winning, losing and reopening do: the lost date, the closed date, the reasons. */
import { datePart } from '../calendar';
import type { FieldName } from '../fields';
import {
  valueAfter,
  isEmpty,
  isChanging,
  emptyResult,
  violation,
  type RuleResult,
  type Rule,
  type RuleInput,
} from './rule';

const source = (row: string): string => `Autotask: Opportunities, lostDate: ${row}`;

const isLost = ({ tenant }: RuleInput, statusId: number | null | undefined): boolean =>
  statusId === tenant.statuses.lost;
/** A new opportunity counts as changed to its first status. */
const becomesLost = (situation: RuleInput): boolean =>
  isChanging(situation, 'status') && isLost(situation, situation.changes.status);
const leavesLost = (situation: RuleInput): boolean => isChanging(situation, 'status') && !becomesLost(situation);
const staysLost = (situation: RuleInput): boolean =>
  !isChanging(situation, 'status') && isLost(situation, situation.stored?.status);

const lostWithDate: Rule = {
  id: 'R14',
  source: source('changed to Lost and supplied, then the supplied value will remain'),
  // Sent although it may repeat an earlier loss: otherwise Autotask would put the present moment there.
  validate: (situation) => {
    const { lostDate } = situation.requested;
    return becomesLost(situation) && typeof lostDate === 'string' ? { addedValues: { lostDate } } : emptyResult;
  },
};

/** Also R28, which says the same of status, for people and for programs. */
const lostNow: Rule = {
  id: 'R15',
  source: source('changed to Lost and not supplied, then it is set to UtcNow'),
  validate: (situation) =>
    becomesLost(situation) && isEmpty(situation.requested.lostDate)
      ? {
          ...effectOf('R15', 'lostDate', 'The lost date becomes today.', { lostDate: 'computed' }),
          omittedFields: ['lostDate'],
        }
      : emptyResult,
};

const leftLost: Rule = {
  id: 'R16',
  source: source('changed to something other than Lost, then it is cleared, even if a value is supplied'),
  validate: (situation) => {
    if (!leavesLost(situation)) return emptyResult;
    const lostDay = datePart(situation.stored?.lostDate);
    const isSupplied = !isEmpty(situation.changes.lostDate);
    if (lostDay === undefined && !isSupplied) return { omittedFields: ['lostDate'] };
    const say =
      lostDay === undefined
        ? 'Only a lost opportunity has a lost date: the one given is not kept.'
        : `Autotask clears the lost date, ${lostDay}.`;
    return {
      effects: [{ rule: 'R16', field: 'lostDate', say, resultingValues: { lostDate: null }, isDataLoss: true }],
      omittedFields: ['lostDate'],
    };
  },
};

const staysLostWithDate: Rule = {
  id: 'R17',
  source: source('not changed, Lost, and supplied, then the supplied value will remain; without one nothing is said'),
  validate: (situation) =>
    staysLost(situation) && situation.changes.lostDate === null
      ? violation('R17', 'lostDate', 'A lost opportunity keeps its lost date: give another day instead.')
      : emptyResult,
};

const notLost: Rule = {
  id: 'R18',
  source: source('not changed, not Lost, and supplied, then it will be ignored'),
  validate: (situation) => {
    const { stored, changes } = situation;
    if (stored === undefined || isChanging(situation, 'status') || staysLost(situation)) return emptyResult;
    if (changes.lostDate === undefined) return emptyResult;
    const say = 'Autotask ignores a lost date while the opportunity is not lost.';
    const resultingValues = { lostDate: stored.lostDate };
    return {
      effects: [{ rule: 'R18', field: 'lostDate', say, resultingValues, isDataLoss: true }],
      omittedFields: ['lostDate'],
    };
  },
};

const closedDate: Rule = {
  id: 'R30',
  source: 'Autotask: Opportunities, closedDate: nothing sets it by itself',
  validate: (situation) => {
    const closes = isChanging(situation, 'status') && situation.changes.status === situation.tenant.statuses.closed;
    if (!closes || isChanging(situation, 'closedDate')) return emptyResult;
    const closedDay = datePart(situation.stored?.closedDate);
    const say =
      closedDay === undefined
        ? 'The closed date stays empty unless you give one.'
        : `The closed date stays ${closedDay}.`;
    return effectOf('R30', 'closedDate', say, { closedDate: situation.stored?.closedDate ?? null });
  },
};

const reasons: Rule = {
  id: 'R31',
  source: 'Autotask: System settings, CRM: reasons can be made required; whether the API insists is not documented',
  validate: (situation) => {
    if (!isChanging(situation, 'status')) return emptyResult;
    const { closed, lost } = situation.tenant.statuses;
    const field = { [closed]: 'winReason', [lost]: 'lossReason' } as const;
    const reason = field[situation.changes.status ?? Number.NaN];
    if (reason === undefined || !isEmpty(valueAfter(situation, reason))) return emptyResult;
    return effectOf('R31', reason, 'No reason is given; Autotask may be set up to insist on one.', {});
  },
};

const effectOf = (
  rule: string,
  field: FieldName,
  say: string,
  resultingValues: Record<string, unknown>,
): RuleResult => ({
  effects: [{ rule, field, say, resultingValues }],
});

export const lostRules: readonly Rule[] = [
  lostWithDate,
  lostNow,
  leftLost,
  staysLostWithDate,
  notLost,
  closedDate,
  reasons,
];
