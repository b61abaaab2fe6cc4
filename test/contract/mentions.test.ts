/** Who is pinged by what the bot posts, on both platforms: those whom the post names for it, and nobody else ever. */
import type { Conversation } from '../../src/core/interaction';
import type { Mention, View } from '../../src/core/reply';
import { nodesIn, wordsOf } from '../support/chat';
import { samples } from '../support/sample-views';
import { startSlackBot, type SlackBotFixture } from '../support/slack-bot';
import type { TeamsBotFixture } from '../support/teams-bot';
import { salesConversation, startTeamsBotInSales } from '../support/teams-deal';

const digest = samples.find(([name]) => name === 'digest')?.[1];
if (digest === undefined) throw new Error('There is no sample of a digest.');
const mentioning = (...mentions: readonly Mention[]): View => ({ ...digest, mentions });
const by = (name: string, ...emails: readonly string[]): Mention => ({ name, ids: [], emails });
const lineOf = (drawn: unknown): string =>
  wordsOf(drawn)
    .split('\n')
    .find((line) => line.startsWith('Needs a hand from')) ?? '';

describe('On Slack', () => {
  let slack: SlackBotFixture;
  beforeEach(async () => {
    slack = await startSlackBot();
  });
  afterEach(() => slack.stop());
  const sales: Conversation = { platform: 'slack', tenant: 'T0PLAYMSP', conversation: 'C0SALES0001', kind: 'channel' };
  async function posted(view: View) {
    await slack.slack.post(sales, view);
    return slack.botMessages().at(-1);
  }
  const pings = (value: unknown): readonly string[] => JSON.stringify(value).match(/<[@!#][^>]*>/g) ?? [];

  it('colleagues are found by any e-mail address of theirs, or by whom an administrator connected', async () => {
    const sam = by('Sam Okafor', 'sam@old.example', 'sam.okafor@example.com');
    const message = await posted(mentioning(sam, { ...by('Noor'), ids: ['U0NOORHADDAD'] }));
    expect(pings(message)).toEqual(['<@U0SAMOKAFOR>', '<@U0NOORHADDAD>']);
  });

  it('strangers and guests are named, and what looks like a mention in a name is words', async () => {
    const message = await posted(
      mentioning(by('Gil', 'gil@supplier.example.org'), by('<!channel> <@U0DANAREYES>', 'who@example.com')),
    );
    expect(pings(message)).toEqual([]);
    expect(lineOf(message?.blocks)).toBe('Needs a hand from Gil, <!channel> <@U0DANAREYES>');
  });

  it('somebody is named while Slack does not answer who it is, and the digest comes all the same', async () => {
    slack.peer.failNext('users.lookupByEmail', 'missing_scope');
    expect(lineOf((await posted(mentioning(by('Dana Reyes', 'dana.reyes@example.com'))))?.blocks)).toBe(
      'Needs a hand from Dana Reyes',
    );
  });

  it('a card that is changed pings nobody', async () => {
    const view = mentioning(by('Dana Reyes', 'dana.reyes@example.com'));
    const card = await slack.slack.post(sales, view);
    await slack.slack.update(card, view);
    expect(pings(slack.botMessages().at(-1))).toEqual([]);
  });
});

describe('On Teams', () => {
  let teams: TeamsBotFixture;
  beforeEach(async () => {
    teams = await startTeamsBotInSales();
  });
  afterEach(() => teams.stop());
  async function posted(view: View) {
    await teams.teams.post(salesConversation, view);
    return teams.botMessages().at(-1)?.card;
  }
  const pinged = (card: unknown): readonly string[] =>
    nodesIn(card).flatMap(({ type, mentioned }) =>
      type === 'mention' ? [(mentioned as { readonly id: string }).id] : [],
    );

  it('colleagues of the conversation are found by e-mail address, or by whom an administrator connected', async () => {
    const card = await posted(
      mentioning(by('Sam Okafor', 'sam.okafor@example.com'), { ...by('Robin *Vale*'), ids: ['29:robin'] }),
    );
    expect(pinged(card)).toEqual(['29:sam', '29:robin']);
    expect(lineOf(card)).toBe('Needs a hand from <at>Sam Okafor</at>, <at>Robin Vale</at>');
    expect(card).toMatchObject({ msteams: { width: 'Full', entities: [{ text: '<at>Sam Okafor</at>' }, {}] } });
  });

  it('a member is found on a later page of the roster', async () => {
    expect(pinged(await posted(mentioning(by('Robin Vale', 'robin.vale@example.com'))))).toEqual(['29:robin']);
  });

  it('strangers and guests are named, and what looks like a mention in a name is words', async () => {
    const card = await posted(mentioning(by('Jo', 'jo.fischer@partner.example'), by('<at>Sam Okafor</at>', 'who@x.y')));
    expect(pinged(card)).toEqual([]);
    expect(JSON.stringify(card)).toContain(String.raw`Needs a hand from Jo, \\<at\\>Sam Okafor\\</at\\>`);
  });

  it('somebody is named while Teams does not answer who it is, and the digest comes all the same', async () => {
    teams.peer.refuse(({ path }) => path.endsWith('/pagedmembers'), 403);
    const card = await posted(mentioning(by('Sam Okafor', 'sam.okafor@example.com')));
    expect(lineOf(card)).toBe('Needs a hand from Sam Okafor');
    expect(pinged(card)).toEqual([]);
  });

  it('a card that is changed pings nobody', async () => {
    const view = mentioning(by('Sam Okafor', 'sam.okafor@example.com'));
    await teams.teams.update(await teams.teams.post(salesConversation, view), view);
    expect(pinged(teams.botMessages().at(-1)?.card)).toEqual([]);
  });
});
