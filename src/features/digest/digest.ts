/** The digests of a conversation: set up, looked at, paused, resumed, removed, previewed and posted at once. */
import { InvalidInput, NotFound } from '../../core/errors';
import { handleButton, type Feature } from '../../core/feature';
import { openForm, type FormRequest } from '../../core/forms/definition';
import { nextRun } from '../../core/schedule';
import { replaceWith, showToAsker, showToEveryone, type Reply, type View } from '../../core/reply';
import { closestMatch } from '../../core/closest-match';
import type { Tokens } from '../../core/commands/tokenize';
import type { DigestKind, Subscription } from '../../opportunity/subscription';
import {
  digestFormButton,
  digestPauseButton,
  digestPreviewButton,
  digestRefreshButton,
  digestRemoveButton,
  digestSendButton,
} from '../../views/buttons';
import { digestKindNames } from './views/settings';
import { noticeView } from '../../views/notice';
import { conversationFor, assertEditor, isPrivateToOther } from '../subscribing/editors';
import { composeDigest, type ComposedDigest } from './edition';
import { explainAction } from './stored-figures';
import { digestForm, digestFormId } from './form';
import { postDigest } from './run';
import { digestSettingsCard, digestSettingsReply } from './settings-card';
import { onPressToPost } from '../changing/post-once';
import type { FeatureContext, Services } from '../services';

type DigestReply = Promise<FormRequest | Reply>;
type DigestTarget = { readonly subscriptions: readonly Subscription[]; readonly kind: DigestKind | undefined };

const subcommands: Readonly<Record<string, (context: FeatureContext, target: DigestTarget) => DigestReply>> = {
  now: async (context, target) => showToEveryone(await postNow(context, target)),
  preview: async (context, target) => showToAsker((await composeSingleCard(context, target, false)).headline),
  settings: (context, target) => openSettings(context, target),
  show: async (context) => showToAsker(await digestSettingsCard(context, await conversationFor(context))),
  pause: (context, { subscriptions }) => pauseAll(context, subscriptions, true),
  resume: (context, { subscriptions }) => pauseAll(context, subscriptions, false),
  remove: (context, target) => removeOne(context, target),
};
const aliases: Readonly<Record<string, string>> = {
  post: 'now',
  send: 'now',
  set: 'settings',
  edit: 'settings',
  change: 'settings',
  setup: 'settings',
  list: 'show',
  status: 'show',
  stop: 'pause',
  off: 'pause',
  start: 'resume',
  on: 'resume',
  delete: 'remove',
};
const kinds: readonly string[] = ['daily', 'weekly'];

/** `daily` and `weekly` say which, wherever they stand; without a verb the settings are meant. */
function parseDigestCommand({ values }: Tokens): { verb: string; kind: DigestKind | undefined } {
  const lowercaseValues = values.map((word) => word.toLowerCase());
  const kind = lowercaseValues.find((word) => kinds.includes(word)) as DigestKind | undefined;
  const verb = lowercaseValues.find((word) => !kinds.includes(word)) ?? 'settings';
  return { verb: aliases[verb] ?? verb, kind };
}

async function run(context: FeatureContext, tokens: Tokens): DigestReply {
  const { verb, kind } = parseDigestCommand(tokens);
  const act = subcommands[verb];
  if (act === undefined) throw unknownSubcommand(context, verb);
  const all = await context.services.subscriptions.listIn(await conversationFor(context));
  return act(context, { subscriptions: kind === undefined ? all : all.filter((one) => one.kind === kind), kind });
}

function unknownSubcommand({ interaction }: FeatureContext, verb: string): InvalidInput {
  const near = closestMatch(verb, [...Object.keys(subcommands), ...Object.keys(aliases)]);
  const guess = near === undefined ? '' : `Did you mean ${near}? `;
  const { prefix } = interaction;
  return new InvalidInput(`The digest cannot "${verb}".`, {
    hint: `${guess}${prefix}digest sets it up; ${prefix}digest preview shows it to you alone, ${prefix}digest now posts it here; there are pause, resume, show and remove as well.`,
  });
}

const composeSingleCard = (
  context: FeatureContext,
  { subscriptions, kind }: DigestTarget,
  mentions: boolean,
): Promise<ComposedDigest> =>
  composeDigest(context, { subscription: subscriptions[0], kind, singleCard: true, mentions, preview: !mentions });

async function postNow(context: FeatureContext, target: DigestTarget): Promise<View> {
  const composed = await composeSingleCard(context, target, true);
  await recordSent(context, target.subscriptions[0], composed);
  return composed.headline;
}

/** The conversation knows what is told until now: the next one goes on from there. */
async function recordSent(
  { services }: FeatureContext,
  subscription: Subscription | undefined,
  { snapshot }: ComposedDigest,
) {
  if (subscription !== undefined && snapshot !== undefined)
    await services.subscriptions.markSent(subscription.id, snapshot.at);
}

/** One is opened; of several one chooses on the card. */
async function openSettings(context: FeatureContext, { subscriptions, kind }: DigestTarget): DigestReply {
  const [only, ...others] = subscriptions;
  if (others.length > 0) return showToAsker(await digestSettingsCard(context, await conversationFor(context)));
  if (only !== undefined) return openForm(digestFormId, { subscription: only.id });
  return openForm(digestFormId, { kind: kind ?? 'daily' });
}

async function pauseAll(
  context: FeatureContext,
  subscriptions: readonly Subscription[],
  paused: boolean,
): Promise<Reply> {
  if (subscriptions.length === 0) throw noDigest(context);
  for (const one of subscriptions) await pause(context, one, paused);
  return digestSettingsReply(context, await conversationFor(context), paused ? 'Paused.' : 'Resumed.');
}

async function pause(context: FeatureContext, subscription: Subscription, paused: boolean): Promise<void> {
  assertEditor(context, 'digest', subscription);
  const next = paused ? undefined : nextRun(subscription.schedule, context.now);
  await context.services.subscriptions.save({ ...subscription, paused, ...takeOver(context, subscription) }, next);
}

/** One that was left behind is from now on read with the eyes of whoever goes on with it. */
const takeOver = ({ interaction, user }: FeatureContext, { abandoned }: Subscription): Partial<Subscription> =>
  abandoned === true ? { abandoned: false, author: interaction.person, resource: user.id } : {};

async function removeOne(context: FeatureContext, { subscriptions }: DigestTarget): Promise<Reply> {
  const [only, ...others] = subscriptions;
  if (only === undefined) throw noDigest(context);
  if (others.length > 0) {
    const names = subscriptions.map(({ kind }) => `${context.interaction.prefix}digest remove ${kind}`);
    throw new InvalidInput('There are several digests here.', {
      hint: `${[...new Set(names)].join(' or ')}, or ${context.interaction.prefix}digest show.`,
    });
  }
  return remove(context, only);
}

async function remove(context: FeatureContext, subscription: Subscription): Promise<Reply> {
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

async function loadSubscription(context: FeatureContext, id: string): Promise<Subscription> {
  const subscription = await context.services.subscriptions.get(id);
  if (subscription === undefined || isPrivateToOther(context, subscription)) throw noDigest(context);
  return subscription;
}

export const digest: Feature<Services> = {
  commands: [
    {
      name: 'digest',
      summary: 'the digest of this conversation: its settings, a look for you alone, or posted now',
      usage: 'digest [preview | now | show | pause | resume | remove] [daily | weekly]',
      examples: ['digest', 'digest preview', 'digest weekly', 'digest pause'],
      audience: 'linked',
      opens: (tokens) => (parseDigestCommand(tokens).verb === 'settings' ? digestFormButton.title : undefined),
      run,
    },
  ],
  actions: [
    handleButton(digestFormButton, (_context: FeatureContext, state) => Promise.resolve(openForm(digestFormId, state))),
    handleButton(digestPauseButton, async (context: FeatureContext, { subscription: id, paused }) => {
      const subscription = await loadSubscription(context, id);
      await pause(context, subscription, paused);
      return digestSettingsReply(context, subscription.place, paused ? 'Paused.' : 'Resumed.');
    }),
    handleButton(digestRemoveButton, async (context: FeatureContext, { subscription }) =>
      remove(context, await loadSubscription(context, subscription)),
    ),
    handleButton(digestPreviewButton, async (context: FeatureContext, { subscription: id }) => {
      const subscription = await loadSubscription(context, id);
      return showToAsker((await composeDigest(context, { subscription, singleCard: true, preview: true })).headline);
    }),
    onPressToPost(digestSendButton, async (context, { subscription: id }) => {
      const subscription = await loadSubscription(context, id);
      // It is pressed anywhere, and may have been set up before the conversation was closed to the bot.
      await context.services.readmit(context.interaction.person, subscription.place);
      const composed = await composeDigest(context, { subscription, mentions: true });
      await postDigest(context.services, subscription, composed);
      await recordSent(context, subscription, composed);
      return showToAsker(noticeView(digestKindNames[subscription.kind], 'It is posted.'));
    }),
    handleButton(
      digestRefreshButton,
      async (context: FeatureContext, { subscription: id, kind, before, week, part }) => {
        const subscription = id === undefined ? undefined : await loadSubscription(context, id);
        const date = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
        const again = { before: date(before), week: date(week) };
        const composed = await composeDigest(context, { subscription, kind, again, singleCard: part !== 'headline' });
        return replaceWith(composed.headline);
      },
    ),
    explainAction,
  ],
  forms: [digestForm],
};
