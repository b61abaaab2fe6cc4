/** The card with the digests of a conversation, for the asker. */
import type { Place } from '../core/arrival';
import { replaceWith, type Reply, type View } from '../core/reply';
import { digestSettingsView } from '../views/digest-settings';
import { formatOf, type Here } from './services';

const upcoming = 5;

export async function settingsCard(context: Here, place: Place, news = ''): Promise<View> {
  const subscriptions = await context.services.subscriptions.of(place);
  return digestSettingsView(subscriptions, {
    news,
    now: context.now,
    locale: context.arrival.person.locale ?? 'en-US',
    format: formatOf(context),
    upcoming,
  });
}

/** In place of the card that was pressed. */
export const settingsReply = async (context: Here, place: Place, news: string): Promise<Reply> =>
  replaceWith(await settingsCard(context, place, news));
