/** What winning, losing and reopening do: the lost date, the closed date, the reasons. */
import { dayOf } from '../calendar';
import type { FieldName } from '../fields';
import { after, isEmpty, isSent, nothing, violation, type Findings, type Rule, type Situation } from './rule';

const source = (row: string): string => `Autotask: Opportunities, lostDate: ${row}`;

const isLost = ({ tenant }: Situation, status: number | null | undefined): boolean => status === tenant.statuses.lost;
/** A new opportunity counts as changed to its first status. */
const becomesLost = (situation: Situation): boolean =>
  isSent(situation, 'status') && isLost(situation, situation.changes.status);
const leavesLost = (situation: Situation): boolean => isSent(situation, 'status') && !becomesLost(situation);
const staysLost = (situation: Situation): boolean =>
  !isSent(situation, 'status') && isLost(situation, situation.stored?.status);

const lostWithDate: Rule = {
  id: 'R14',
  source: source('changed to Lost and supplied, then the supplied value will remain'),
  // Sent although it may repeat an earlier loss: otherwise Autotask would put the present moment there.
  judge: (situation) => {
    const { lostDate } = situation.asked;
    return becomesLost(situation) && typeof lostDate === 'string' ? { adds: { lostDate } } : nothing;
  },
};

/** Also R28, which says the same of status, for people and for programs. */
const lostNow: Rule = {
  id: 'R15',
  source: source('changed to Lost and not supplied, then it is set to UtcNow'),
  judge: (situation) =>
    becomesLost(situation) && isEmpty(situation.asked.lostDate)
      ? {
          ...effect('R15', 'lostDate', 'The lost date becomes today.', { lostDate: 'computed' }),
          drops: ['lostDate'],
        }
      : nothing,
};

const leftLost: Rule = {
  id: 'R16',
  source: source('changed to something other than Lost, then it is cleared, even if a value is supplied'),
  judge: (situation) => {
    if (!leavesLost(situation)) return nothing;
    const had = dayOf(situation.stored?.lostDate);
    const given = !isEmpty(situation.changes.lostDate);
    if (had === undefined && !given) return { drops: ['lostDate'] };
    const say =
      had === undefined
        ? 'Only a lost opportunity has a lost date: the one given is not kept.'
        : `Autotask clears the lost date, ${had}.`;
    return {
      effects: [{ rule: 'R16', field: 'lostDate', say, stores: { lostDate: null }, loses: true }],
      drops: ['lostDate'],
    };
  },
};

const staysLostWithDate: Rule = {
  id: 'R17',
  source: source('not changed, Lost, and supplied, then the supplied value will remain; without one nothing is said'),
  judge: (situation) =>
    staysLost(situation) && situation.changes.lostDate === null
      ? violation('R17', 'lostDate', 'A lost opportunity keeps its lost date: give another day instead.')
      : nothing,
};

const notLost: Rule = {
  id: 'R18',
  source: source('not changed, not Lost, and supplied, then it will be ignored'),
  judge: (situation) => {
    const { stored, changes } = situation;
    if (stored === undefined || isSent(situation, 'status') || staysLost(situation)) return nothing;
    if (changes.lostDate === undefined) return nothing;
    const say = 'Autotask ignores a lost date while the opportunity is not lost.';
    const stores = { lostDate: stored.lostDate };
    return { effects: [{ rule: 'R18', field: 'lostDate', say, stores, loses: true }], drops: ['lostDate'] };
  },
};

const closedDate: Rule = {
  id: 'R30',
  source: 'Autotask: Opportunities, closedDate: nothing sets it by itself',
  judge: (situation) => {
    const closes = isSent(situation, 'status') && situation.changes.status === situation.tenant.statuses.closed;
    if (!closes || isSent(situation, 'closedDate')) return nothing;
    const had = dayOf(situation.stored?.closedDate);
    const say =
      had === undefined ? 'The closed date stays empty unless you give one.' : `The closed date stays ${had}.`;
    return effect('R30', 'closedDate', say, { closedDate: situation.stored?.closedDate ?? null });
  },
};

const reasons: Rule = {
  id: 'R31',
  source: 'Autotask: System settings, CRM: reasons can be made required; whether the API insists is not documented',
  judge: (situation) => {
    if (!isSent(situation, 'status')) return nothing;
    const { closed, lost } = situation.tenant.statuses;
    const field = { [closed]: 'winReason', [lost]: 'lossReason' } as const;
    const reason = field[situation.changes.status ?? Number.NaN];
    if (reason === undefined || !isEmpty(after(situation, reason))) return nothing;
    return effect('R31', reason, 'No reason is given; Autotask may be set up to insist on one.', {});
  },
};

const effect = (rule: string, field: FieldName, say: string, stores: Record<string, unknown>): Findings => ({
  effects: [{ rule, field, say, stores }],
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
