/** A channel or a person's conversation with the app: its messages, and where one types. */
import { useState } from 'react';
import type { SlackChannel, SlackMessage, SlackState } from '../../../fakes/slack/fake-slack';
import { Composer } from '../composer';
import { useNewest } from '../scroll';
import type { Theme } from '../theme';
import { useAct } from '../trouble';
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
  const seen = state.messages.filter((message) => isSeen(message, channel, person));
  const list = useNewest();
  const write = (verb: 'say' | 'post') => (text: string) =>
    act('slack', verb, { person, channel: channel?.id ?? '', text });
  const mention = { name: state.bot.name, on: mentions, onSwitch: setMentions };
  const isForBot = (text: string): boolean => kind === 'direct' || mentions || text.startsWith('/');
  return (
    <>
      <div className="messages" ref={list} role="log" aria-label={`Messages in ${name}`} tabIndex={0}>
        <div id="slack_blocks_to_jsx" className="slack_blocks_to_jsx styles_enabled" data-theme={theme}>
          {seen.length > 0 ? null : <p className="hint">Type a slash command, or try one of the examples below.</p>}
          {seen.map((message) => (
            <SlackMessageView key={message.ts} message={message} state={state} person={person} theme={theme} />
          ))}
        </div>
      </div>
      <Composer
        label="Message to Slack"
        placeholder="/opp acme firewall"
        examples={examples}
        mention={kind === 'channel' ? mention : undefined}
        onSay={(text) => write(isForBot(text) ? 'say' : 'post')(text)}
        onTry={write('say')}
      />
    </>
  );
}

const channelOf = (state: SlackState, shown: string, person: string): SlackChannel | undefined =>
  state.channels.find(({ kind, name }) => kind === shown && name === (kind === 'direct' ? person : 'sales'));

const isSeen = ({ channel, onlyFor }: SlackMessage, shown: SlackChannel | undefined, person: string): boolean =>
  channel === shown?.id && (onlyFor === undefined || onlyFor === person);
