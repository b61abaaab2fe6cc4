/** Who may set digests up and change them: the administrator's choice. */
import { NotAllowed } from '../core/errors';
import type { Subscription } from '../opportunity/subscription';
import type { Here } from './services';

/** Throws `NotAllowed`, saying whom to ask. One's own private conversation is one's own. */
export function checkEditor({ arrival, me, services }: Here, subscription: Subscription | undefined): void {
  const { digestEditors: editors } = services;
  if (editors === 'everyone' || (subscription?.place ?? arrival.place).kind === 'direct') return;
  if (editors === 'author') {
    if (subscription === undefined || subscription.resource === me.id) return;
    throw new NotAllowed(`This digest was set up by ${subscription.author.name}, who alone may change it.`, {
      next: `Ask ${subscription.author.name}.`,
    });
  }
  if (editors.includes(me.email.toLowerCase())) return;
  throw new NotAllowed('You may not set digests up or change them.', { next: `Ask ${editors.join(' or ')}.` });
}
