/** The digests of a conversation: set up, looked at, paused, resumed, removed, previewed and posted at once. */
import { Mistyped, NotFound } from '../core/errors';
import { onPress, type Feature } from '../core/feature';
import { openForm, type FormRequest } from '../core/form-request';
import { nextRun } from '../core/schedule';
import { replaceWith, showToAsker, showToEveryone, type Reply, type View } from '../core/reply';
import { nearestOf } from '../core/nearest';
import type { Words } from '../core/words';
import type { DigestKind, Subscription } from '../opportunity/subscription';
import {
  digestFormButton,
  digestPauseButton,
  digestPreviewButton,
  digestRefreshButton,
  digestRemoveButton,
  digestSendButton,
} from '../views/buttons';
import { kindName } from '../views/digest-settings';
import { noticeView } from '../views/notice';
import { placeFor } from './conversation';
import { editionOf, type Edition } from './digest-edition';
import { explainAction } from './digest-figures';
import { digestForm, digestFormId } from './digest-form';
import { checkEditor, isForOthers } from './editors';
import { postEdition } from './digest-post';
import { settingsCard, settingsReply } from './digest-settings-card';
import { onPressToPost } from './post-once';
import type { Here, Services } from './services';

type Answer = Promise<FormRequest | Reply>;
type Wanted = { readonly of: readonly Subscription[]; readonly kind: DigestKind | undefined };

const verbs: Readonly<Record<string, (context: Here, wanted: Wanted) => Answer>> = {
  now: async (context, wanted) => showToEveryone(await postedByHand(context, wanted)),
  preview: async (context, wanted) => showToAsker((await wholeOf(context, wanted, false)).headline),
  settings: (context, wanted) => settings(context, wanted),
  show: async (context) => showToAsker(await settingsCard(context, await placeFor(context))),
  pause: (context, { of }) => pauseAll(context, of, true),
  resume: (context, { of }) => pauseAll(context, of, false),
  remove: (context, wanted) => removeOne(context, wanted),
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
function understood({ plain }: Words): { verb: string; kind: DigestKind | undefined } {
  const words = plain.map((word) => word.toLowerCase());
  const kind = words.find((word) => kinds.includes(word)) as DigestKind | undefined;
  const verb = words.find((word) => !kinds.includes(word)) ?? 'settings';
  return { verb: aliases[verb] ?? verb, kind };
}

async function run(context: Here, words: Words): Answer {
  const { verb, kind } = understood(words);
  const act = verbs[verb];
  if (act === undefined) throw unknown(context, verb);
  const all = await context.services.subscriptions.of(await placeFor(context));
  return act(context, { of: kind === undefined ? all : all.filter((one) => one.kind === kind), kind });
}

function unknown({ arrival }: Here, verb: string): Mistyped {
  const near = nearestOf(verb, [...Object.keys(verbs), ...Object.keys(aliases)]);
  const guess = near === undefined ? '' : `Did you mean ${near}? `;
  const { prefix } = arrival;
  return new Mistyped(`The digest cannot "${verb}".`, {
    next: `${guess}${prefix}digest sets it up; ${prefix}digest preview shows it to you alone, ${prefix}digest now posts it here; there are pause, resume, show and remove as well.`,
  });
}

const wholeOf = (context: Here, { of, kind }: Wanted, mentions: boolean): Promise<Edition> =>
  editionOf(context, { subscription: of[0], kind, whole: true, mentions, preview: !mentions });

async function postedByHand(context: Here, wanted: Wanted): Promise<View> {
  const edition = await wholeOf(context, wanted, true);
  await noteSent(context, wanted.of[0], edition);
  return edition.headline;
}

/** The conversation knows what is told until now: the next one goes on from there. */
async function noteSent({ services }: Here, subscription: Subscription | undefined, { reading }: Edition) {
  if (subscription !== undefined && reading !== undefined)
    await services.subscriptions.sent(subscription.id, reading.at);
}

/** One is opened; of several one chooses on the card. */
async function settings(context: Here, { of, kind }: Wanted): Answer {
  const [only, ...others] = of;
  if (others.length > 0) return showToAsker(await settingsCard(context, await placeFor(context)));
  if (only !== undefined) return openForm(digestFormId, { subscription: only.id });
  return openForm(digestFormId, { kind: kind ?? 'daily' });
}

async function pauseAll(context: Here, of: readonly Subscription[], paused: boolean): Promise<Reply> {
  if (of.length === 0) throw none(context);
  for (const one of of) await pause(context, one, paused);
  return settingsReply(context, await placeFor(context), paused ? 'Paused.' : 'Resumed.');
}

async function pause(context: Here, subscription: Subscription, paused: boolean): Promise<void> {
  checkEditor(context, 'digest', subscription);
  const next = paused ? undefined : nextRun(subscription.schedule, context.now);
  await context.services.subscriptions.save({ ...subscription, paused, ...takenOver(context, subscription) }, next);
}

/** One that was left behind is from now on read with the eyes of whoever goes on with it. */
const takenOver = ({ arrival, me }: Here, { abandoned }: Subscription): Partial<Subscription> =>
  abandoned === true ? { abandoned: false, author: arrival.person, resource: me.id } : {};

async function removeOne(context: Here, { of }: Wanted): Promise<Reply> {
  const [only, ...others] = of;
  if (only === undefined) throw none(context);
  if (others.length > 0) {
    const names = of.map(({ kind }) => `${context.arrival.prefix}digest remove ${kind}`);
    throw new Mistyped('There are several digests here.', {
      next: `${[...new Set(names)].join(' or ')}, or ${context.arrival.prefix}digest show.`,
    });
  }
  return remove(context, only);
}

async function remove(context: Here, subscription: Subscription): Promise<Reply> {
  checkEditor(context, 'digest', subscription);
  await context.services.subscriptions.remove(subscription.id);
  return settingsReply(context, subscription.place, `The ${kindName[subscription.kind].toLowerCase()} is removed.`);
}

const none = ({ arrival }: Here): NotFound =>
  new NotFound('No digest is set up here yet.', { next: `${arrival.prefix}digest sets one up.` });

async function known(context: Here, id: string): Promise<Subscription> {
  const subscription = await context.services.subscriptions.get(id);
  if (subscription === undefined || isForOthers(context, subscription)) throw none(context);
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
      opens: (words) => (understood(words).verb === 'settings' ? digestFormButton.title : undefined),
      run,
    },
  ],
  actions: [
    onPress(digestFormButton, (_context: Here, state) => Promise.resolve(openForm(digestFormId, state))),
    onPress(digestPauseButton, async (context: Here, { subscription: id, paused }) => {
      const subscription = await known(context, id);
      await pause(context, subscription, paused);
      return settingsReply(context, subscription.place, paused ? 'Paused.' : 'Resumed.');
    }),
    onPress(digestRemoveButton, async (context: Here, { subscription }) =>
      remove(context, await known(context, subscription)),
    ),
    onPress(digestPreviewButton, async (context: Here, { subscription: id }) => {
      const subscription = await known(context, id);
      return showToAsker((await editionOf(context, { subscription, whole: true, preview: true })).headline);
    }),
    onPressToPost(digestSendButton, async (context, { subscription: id }) => {
      const subscription = await known(context, id);
      // It is pressed anywhere, and may have been set up before the conversation was closed to the bot.
      await context.services.readmit(context.arrival.person, subscription.place);
      const edition = await editionOf(context, { subscription, mentions: true });
      await postEdition(context.services, subscription, edition);
      await noteSent(context, subscription, edition);
      return showToAsker(noticeView(kindName[subscription.kind], 'It is posted.'));
    }),
    onPress(digestRefreshButton, async (context: Here, { subscription: id, kind, before, week, part }) => {
      const subscription = id === undefined ? undefined : await known(context, id);
      const date = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
      const again = { before: date(before), week: date(week) };
      const edition = await editionOf(context, { subscription, kind, again, whole: part !== 'headline' });
      return replaceWith(edition.headline);
    }),
    explainAction,
  ],
  forms: [digestForm],
};
