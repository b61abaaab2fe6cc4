/** The demo's clock as the page sees it, and the verb that moves it. */
import { z } from 'zod';
import type { MovedClock } from '../moved-clock';
import type { Verbs } from './verbs';

const move = z.discriminatedUnion('to', [
  z.object({ to: z.literal('hour') }),
  z.object({
    to: z.literal('morning'),
    timezone: z.string().max(60).refine(isTimezone, 'There is no such time zone.'),
  }),
]);

export const clockVerbs: Verbs<MovedClock> = {
  move: (clock, sent) => clock.move(move.parse(sent)),
};

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
