/** Who may set up what comes to a channel by itself, over the whole bot. */
import type { Reply } from '../../../../src/core/reply';
import {
  digestFormButton,
  digestPauseButton,
  digestPreviewButton,
  digestRefreshButton,
  digestRemoveButton,
  digestSendButton,
} from '../../../../src/features/digest/buttons';
import { aSubscription } from '../../../support/a-subscription';
import { openBot, type BotFixture } from '../../../support/whole-bot';

let whole: BotFixture;
beforeEach(async () => {
  whole = await openBot({ opportunities: 10 });
});
afterEach(() => whole.stop());

const dana = { id: 'U2', name: 'Dana Reyes', email: 'dana.reyes@example.com' };
const wordsOf = (reply: Reply): string => ('view' in reply ? reply.view.text : reply.kind);
const sam = async (words: string) => wordsOf(await whole.bot.route(words).run(whole.newInteraction()));
const danas = async (words: string) => wordsOf(await whole.bot.route(words).run(whole.newInteraction(dana)));

describe('Where only some people may set up what comes to a channel', () => {
  beforeEach(() => {
    whole.rights.editors = ['dana.reyes@example.com'];
  });

  it('others are told whom to ask, for a watch and for a digest', async () => {
    const refusal = 'You may not set up or stop what I watch for a conversation. Ask dana.reyes@example.com.';
    expect(await sam('watch channel won')).toContain(refusal);
    expect(await sam('watch')).toContain(refusal);
    expect(await whole.watches.all()).toEqual([]);
    expect(await danas('watch channel won')).toContain('I watch, and tell it here.');
    expect(await sam('watch stop')).toContain(refusal);
    expect(await whole.watches.all()).toHaveLength(1);
    expect(await sam('digest')).toContain('You may not set digests up or change them.');
  });

  it('everybody sees what is watched, and watches what they like in their own chat', async () => {
    expect(await sam('watch list')).toContain('Nothing is watched here.');
    const arrival = whole.newInteraction();
    const own = { ...arrival, conversation: { ...arrival.conversation, kind: 'direct' as const } };
    expect(wordsOf(await whole.bot.route('watch channel won').run(own))).toContain('I watch, and tell it here.');
  });
});

describe('Where whoever set it up may change it', () => {
  beforeEach(() => {
    whole.rights.editors = 'author';
  });

  it('nobody else changes or stops a watch', async () => {
    expect(await sam('watch channel won')).toContain('I watch');
    const refusal = 'What is watched here was set up by Sam Okafor, who alone may change or stop that.';
    expect(await danas('watch channel lost')).toContain(refusal);
    expect(await danas('watch stop')).toContain(refusal);
    expect(await sam('watch stop')).toContain('I stopped watching that.');
  });

  it('a digest that its author left behind is taken over by whoever resumes it', async () => {
    await whole.subscriptions.save(aSubscription({ paused: true }), undefined);
    expect(await danas('digest resume')).toContain('This digest was set up by Sam Okafor, who alone may change it.');
    await whole.subscriptions.save(aSubscription({ paused: true, abandoned: true }), undefined);
    expect(await danas('digest resume')).toContain('Set up by Dana Reyes.');
    expect(await whole.subscriptions.get('daily')).toMatchObject({ paused: false, abandoned: false, author: dana });
  });
});

describe('A digest that comes to somebody in private', () => {
  const place = { platform: 'slack', tenant: 'T1', conversation: 'D-U1', kind: 'direct' } as const;
  const own = aSubscription({ place });
  beforeEach(() => whole.subscriptions.save(own, undefined));

  it.each([
    ['looked at', digestPreviewButton.with({ subscription: 'daily' }, 'Preview')],
    ['drawn anew', digestRefreshButton.with({ subscription: 'daily' }, 'Refresh')],
    ['posted', digestSendButton.with({ subscription: 'daily' }, 'Post it now')],
    ['paused', digestPauseButton.with({ subscription: 'daily', paused: true }, 'Pause')],
    ['removed', digestRemoveButton.with({ subscription: 'daily' }, 'Remove')],
    ['changed', digestFormButton.with({ subscription: 'daily' }, 'Settings')],
  ])('is not %s by anybody else who has come by its button', async (_what, { token }) => {
    const reply = await whole.bot.act(token, whole.newInteraction(dana));
    expect(wordsOf(reply)).toMatch(/No digest is set up here yet|comes to somebody else in private/);
    expect(await whole.subscriptions.get('daily')).toEqual(own);
    expect(whole.fallbackPlatform.posted).toEqual([]);
  });

  it('is its own person’s to pause, whoever else may not set up digests', async () => {
    whole.rights.editors = ['dana.reyes@example.com'];
    const { token } = digestPauseButton.with({ subscription: 'daily', paused: true }, 'Pause');
    expect(wordsOf(await whole.bot.act(token, whole.newInteraction()))).toContain('Paused.');
  });
});

it('a digest is not posted into a channel in which the bot does not answer any more', async () => {
  await whole.subscriptions.save(aSubscription(), undefined);
  whole.permissions.channels = ['C2'];
  const arrival = whole.newInteraction();
  const privately = {
    ...arrival,
    conversation: { ...arrival.conversation, conversation: 'D-U1', kind: 'direct' as const },
  };
  const { token } = digestSendButton.with({ subscription: 'daily' }, 'Post it now');
  expect(wordsOf(await whole.bot.act(token, privately))).toContain('I do not answer in this conversation.');
  expect(whole.fallbackPlatform.posted).toEqual([]);
});
