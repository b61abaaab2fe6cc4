/** Manages the digests of a conversation: their card, and pausing, resuming and removing them. */
import { InvalidInput, NotFound } from '../../core/errors';
import type { Conversation } from '../../core/interaction';
import { replaceWith, type Reply, type View } from '../../core/reply';
import { nextRun } from '../../core/schedule';
import type { Subscription } from '../../opportunity/subscription';
import { formatOf, type FeatureContext } from '../services';
import { assertEditor, conversationFor, isPrivateToOther } from '../subscribing/set-up';
import { digestKindNames, digestSettingsView } from './views/settings';

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

/** Replaces the card whose button was pressed. */
export const digestSettingsReply = async (
  context: FeatureContext,
  conversation: Conversation,
  news: string,
): Promise<Reply> => replaceWith(await digestSettingsCard(context, conversation, news));

export async function pauseAll(
  context: FeatureContext,
  subscriptions: readonly Subscription[],
  paused: boolean,
): Promise<Reply> {
  if (subscriptions.length === 0) throw noDigest(context);
  for (const one of subscriptions) await setPaused(context, one, paused);
  return digestSettingsReply(context, await conversationFor(context), paused ? 'Paused.' : 'Resumed.');
}

export async function setPaused(context: FeatureContext, subscription: Subscription, paused: boolean): Promise<void> {
  assertEditor(context, 'digest', subscription);
  const next = paused ? undefined : nextRun(subscription.schedule, context.now);
  await context.services.subscriptions.save({ ...subscription, paused, ...takeOver(context, subscription) }, next);
}

/** An abandoned digest is from now on read on behalf of whoever resumes it. */
const takeOver = ({ interaction, user }: FeatureContext, { abandoned }: Subscription): Partial<Subscription> =>
  abandoned === true ? { abandoned: false, author: interaction.person, resource: user.id } : {};

export async function removeOnly(context: FeatureContext, subscriptions: readonly Subscription[]): Promise<Reply> {
  const [only, ...others] = subscriptions;
  if (only === undefined) throw noDigest(context);
  if (others.length > 0) {
    const names = subscriptions.map(({ kind }) => `${context.interaction.prefix}digest remove ${kind}`);
    throw new InvalidInput('There are several digests here.', {
      hint: `${[...new Set(names)].join(' or ')}, or ${context.interaction.prefix}digest show.`,
    });
  }
  return removeDigest(context, only);
}

export async function removeDigest(context: FeatureContext, subscription: Subscription): Promise<Reply> {
  assertEditor(context, 'digest', subscription);
  await context.services.subscriptions.remove(subscription.id);
  return digestSettingsReply(
    context,
    subscription.place,
    `The ${digestKindNames[subscription.kind].toLowerCase()} is removed.`,
  );
}

const noDigest = ({ interaction }: FeatureContext): NotFound =>
  new NotFound('No digest is set up here yet.', { hint: `${interaction.prefix}digest sets one up.` });

export async function loadSubscription(context: FeatureContext, id: string): Promise<Subscription> {
  const subscription = await context.services.subscriptions.get(id);
  if (subscription === undefined || isPrivateToOther(context, subscription)) throw noDigest(context);
  return subscription;
}
