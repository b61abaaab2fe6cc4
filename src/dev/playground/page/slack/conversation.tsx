/** A channel, or a person's conversation with the app: its messages and the composer. */
import { useState } from 'react';
import type { SlackChannel, SlackMessage, SlackState } from '../../../fakes/slack/fake-slack';
import { Composer } from '../composer';
import { MessageList } from '../message-list';
import type { Theme } from '../theme';
import { useAct } from '../failure-notice';
import { SlackMessageView } from './message';

const examples = ['/opp mine', '/opp firewall', '/opp pipeline', '/opp digest now', '/opp help'];

interface ConversationProps {
  readonly state: SlackState;
  readonly kind: SlackChannel['kind'];
  readonly name: string;
  readonly person: string;
  readonly theme: Theme;
}

export function SlackConversation({ state, kind, name, person, theme }: ConversationProps) {
  const act = useAct();
  const [mentions, setMentions] = useState(false);
  const channel = channelOf(state, kind, person);
  const messages = state.messages.filter((message) => canSee(person, message, channel));
  const sendAs = (verb: 'say' | 'post') => (text: string) =>
    act('slack', verb, { person, channel: channel?.id ?? '', text });
  const mention = { name: state.bot.name, on: mentions, onSwitch: setMentions };
  const isForBot = (text: string): boolean => kind === 'direct' || mentions || text.startsWith('/');
  return (
    <>
      <MessageList name={name}>
        <div id="slack_blocks_to_jsx" className="slack_blocks_to_jsx styles_enabled" data-theme={theme}>
          {messages.length > 0 ? null : <p className="hint">Type a slash command, or try one of the examples below.</p>}
          {messages.map((message) => (
            <SlackMessageView key={message.ts} message={message} state={state} person={person} theme={theme} />
          ))}
        </div>
      </MessageList>
      <Composer
        label="Message to Slack"
        placeholder="/opp acme firewall"
        examples={examples}
        mention={kind === 'channel' ? mention : undefined}
        onSay={(text) => sendAs(isForBot(text) ? 'say' : 'post')(text)}
        onTry={sendAs('say')}
      />
    </>
  );
}

const channelOf = (state: SlackState, wanted: SlackChannel['kind'], person: string): SlackChannel | undefined =>
  state.channels.find(({ kind, name }) => kind === wanted && name === (kind === 'direct' ? person : 'sales'));

const canSee = (person: string, message: SlackMessage, channel: SlackChannel | undefined): boolean =>
  message.channel === channel?.id && (message.onlyFor === undefined || message.onlyFor === person);
