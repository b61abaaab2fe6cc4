/** A deal in the sales channel of the local Teams, for tests of the Teams adapter: its card, its form, who presses what. */
import type { Conversation } from '../../src/core/interaction';
import { showToEveryone, type Reply } from '../../src/core/reply';
import type { TeamsDelivery } from '../../src/dev/fakes/teams/fake-teams';
import type { Card, CardAction, TeamsMessage } from '../../src/dev/fakes/teams/shown';
import { tenantId } from '../../src/dev/fakes/teams/tenant';
import { noticeView } from '../../src/views/notice';
import { opportunityView } from '../../src/views/opportunity';
import { aForm } from './a-form';
import { anOpportunity, format, picklists } from './an-opportunity';
import { startTeamsBot, type TeamsBotFixture } from './teams-bot';

export const salesId = '19:sales@thread.tacv2';
export const salesConversation: Conversation = {
  platform: 'teams',
  tenant: tenantId,
  conversation: salesId,
  kind: 'channel',
};
/** Somebody has spoken to it in the sales channel: it knows where that is. */
export async function startTeamsBotInSales(): Promise<TeamsBotFixture> {
  const chat = await startTeamsBot();
  await chat.peer.say({ person: 'sam', conversation: salesId, text: 'hello' });
  return chat;
}

export const deal = opportunityView(anOpportunity(), { picklists, format, news: '' });
export const wonDeal = opportunityView(anOpportunity(), { picklists, format, news: 'Won' });
export const notice = (say: string) => noticeView('A word', say);
/** The null in the state must come back as it was. */
export const form = aForm({
  key: { id: 'opportunity.win', v: 1, state: { id: 7, gone: null }, opening: 'o-1' },
  title: 'Win opportunity',
  submit: 'Win',
  cautions: ['The *lost* date is cleared.'],
  remarks: [{ text: 'Autotask *does* more.', link: { label: 'Open it', url: 'https://example.com/7' } }],
  fields: [
    { id: 'reason', label: 'Reason', type: 'choice', required: true, options: [{ value: '1', label: 'Price' }] },
    { id: 'detail', label: 'Detail', type: 'text', lines: 'many', required: false, max: 500 },
    { id: 'owner', label: 'Owner', type: 'lookup', required: false, minimum: 2 },
    { id: 'urgent', label: 'Urgent', type: 'toggle', required: false },
  ],
  values: { detail: 'They said "yes"' },
});

/** A button that answers. */
export const executeAction: CardAction & { readonly data: object } = {
  type: 'Action.Execute',
  verb: 'opportunity.show',
  data: { bot: '{"token":{"id":"opportunity.show","v":1,"p":{"id":7}}}' },
};
export const actionsOf = (card: Card | undefined): readonly CardAction[] =>
  (card?.['actions'] as readonly CardAction[] | undefined) ?? [];
export const firstAction = (card: Card | undefined, type: string): CardAction =>
  actionsOf(card).find((action) => action['type'] === type) ?? {};
export const cardText = (card: Card | undefined): string => JSON.stringify(card);

export interface SalesChannel {
  say(text: string, conversation?: string): Promise<TeamsDelivery>;
  /** What the bot posted last. */
  latest(): TeamsMessage;
  /** A deal's card is on show in the channel; its buttons answer so. */
  showDeal(reply: Reply): Promise<TeamsMessage>;
  /** The message as it is now. */
  current(message: TeamsMessage): TeamsMessage | undefined;
  press(message: TeamsMessage, action: CardAction, person?: string): Promise<TeamsDelivery>;
}

export function createSalesChannel(chat: TeamsBotFixture): SalesChannel {
  const { peer, bot } = chat;
  const say = (text: string, conversation = 'a:sam') => peer.say({ person: 'sam', conversation, text });
  const latest = (): TeamsMessage => {
    const message = chat.botMessages().at(-1);
    if (message === undefined) throw new Error('The bot posted nothing.');
    return message;
  };
  return {
    say,
    latest,
    async showDeal(reply) {
      bot.script({ command: () => Promise.resolve(showToEveryone(deal)), act: () => Promise.resolve(reply) });
      await say('7', salesId);
      return latest();
    },
    current: (message) => peer.state().messages.find(({ id }) => id === message.id),
    press: (message, action, person = 'sam') =>
      peer.press({ person, conversation: message.conversation, activityId: message.id, action }),
  };
}
