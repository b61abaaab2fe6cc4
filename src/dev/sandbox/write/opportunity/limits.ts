/** Limits of single fields of an opportunity: probability, close date, and the reason where the tenant requires one. */
import { isInput, nextValue, inputValue } from '../write';
import type { Write } from '../write';

/** Entity page, probability: from 0 to 100 (R20). */
export function validateProbability(write: Write): string | undefined {
  const probability = inputValue(write, 'probability');
  if (typeof probability !== 'number' || (probability >= 0 && probability <= 100)) return undefined;
  return 'Data violation: probability must be greater than or equal to 0 and less than or equal to 100.';
}

/** Entity page, projectedCloseDate: not before startDate (R21). */
export function validateCloseDate(write: Write): string | undefined {
  if (!isInput(write, 'projectedCloseDate') && !isInput(write, 'startDate')) return undefined;
  const [close, start] = [nextValue(write, 'projectedCloseDate'), nextValue(write, 'startDate')];
  if (typeof close !== 'string' || typeof start !== 'string') return undefined;
  const from = write.world.switches.closeDateCompared === 'by-day' ? start.slice(0, 10) : start;
  return close >= from ? undefined : 'Data violation: projectedCloseDate must be greater than or equal to startDate.';
}

const reasonFieldByStatus: Readonly<Record<number, string>> = { 2: 'lossReason', 3: 'winReason' };

/** The page demands no reason; a system setting of Autotask's own pages may (R31). */
export function validateReason(write: Write): string | undefined {
  if (!write.world.switches.reasonRequired || !isInput(write, 'status')) return undefined;
  const reason = reasonFieldByStatus[Number(inputValue(write, 'status'))];
  if (reason === undefined || nextValue(write, reason) !== null) return undefined;
  return `Value does not exist for the required field ${reason}`;
}
