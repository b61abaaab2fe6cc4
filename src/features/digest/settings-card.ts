/** The card with the digests of a conversation, for the asker. */
import type { Conversation } from '../../core/interaction';
import { replaceWith, type Reply, type View } from '../../core/reply';
import { digestSettingsView } from './views/settings';
import { formatOf, type FeatureContext } from '../services';

const upcomingCount = 5;

export async function digestSettingsCard(
  context: FeatureContext,
  conversation: Conversation,
  news = '',
): Promise<View> {
  const subscriptions = await context.services.subscriptions.listIn(conversation);
  return digestSettingsView(subscriptions, {
    news,
    now: context.now,
    locale: context.interaction.person.locale ?? 'en-US',
    format: formatOf(context),
    upcoming: upcomingCount,
  });
}

/** In place of the card that was pressed. */
export const digestSettingsReply = async (
  context: FeatureContext,
  conversation: Conversation,
  news: string,
): Promise<Reply> => replaceWith(await digestSettingsCard(context, conversation, news));
