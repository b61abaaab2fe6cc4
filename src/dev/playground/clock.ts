/** The demo's clock as the page sees it, and the verb that moves it. */
import { z } from 'zod';
import type { AdjustableClock } from '../moved-clock';
import type { UserActions } from './verbs';

const moveSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('hour') }),
  z.object({
    to: z.literal('morning'),
    timezone: z.string().max(60).refine(isTimezone, 'There is no such time zone.'),
  }),
]);

export const clockActions: UserActions<AdjustableClock> = {
  move: (clock, input) => clock.move(moveSchema.parse(input)),
};

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
