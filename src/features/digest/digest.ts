/** The feature `digest`: its command with subcommands, and the buttons of its cards. */
import { InvalidInput } from '../../core/errors';
import { handleButton, type Feature } from '../../core/feature';
import { openForm, type FormRequest } from '../../core/forms/definition';
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
} from './buttons';
import { digestKindNames } from './views/settings';
import { noticeView } from '../../views/notice';
import { conversationFor } from '../subscribing/set-up';
import { composeDigest, type ComposedDigest } from './compose';
import { explainAction } from './explain';
import { digestForm, digestFormId } from './form';
import { postDigest } from './run';
import {
  digestSettingsCard,
  digestSettingsReply,
  loadSubscription,
  pauseAll,
  removeDigest,
  removeOnly,
  setPaused,
} from './manage';
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
  remove: (context, { subscriptions }) => removeOnly(context, subscriptions),
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

/** `daily` and `weekly` may stand anywhere; without a subcommand the settings are meant. */
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

/** The next digest compares with this snapshot. */
async function recordSent(
  { services }: FeatureContext,
  subscription: Subscription | undefined,
  { snapshot }: ComposedDigest,
) {
  if (subscription !== undefined && snapshot !== undefined)
    await services.subscriptions.markSent(subscription.id, snapshot.at);
}

/** Opens the form of the only digest; of several, a person chooses on the card. */
async function openSettings(context: FeatureContext, { subscriptions, kind }: DigestTarget): DigestReply {
  const [only, ...others] = subscriptions;
  if (others.length > 0) return showToAsker(await digestSettingsCard(context, await conversationFor(context)));
  if (only !== undefined) return openForm(digestFormId, { subscription: only.id });
  return openForm(digestFormId, { kind: kind ?? 'daily' });
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
      await setPaused(context, subscription, paused);
      return digestSettingsReply(context, subscription.place, paused ? 'Paused.' : 'Resumed.');
    }),
    handleButton(digestRemoveButton, async (context: FeatureContext, { subscription }) =>
      removeDigest(context, await loadSubscription(context, subscription)),
    ),
    handleButton(digestPreviewButton, async (context: FeatureContext, { subscription: id }) => {
      const subscription = await loadSubscription(context, id);
      return showToAsker((await composeDigest(context, { subscription, singleCard: true, preview: true })).headline);
    }),
    onPressToPost(digestSendButton, async (context, { subscription: id }) => {
      const subscription = await loadSubscription(context, id);
      // The button may be pressed anywhere, and the conversation may have been closed to the bot since the set-up.
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
