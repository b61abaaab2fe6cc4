/** A channel, or a person's chat with the bot: its messages, the composer and the message extension. */
import { useState } from 'react';
import type { TeamsConversation, TeamsMessage, TeamsState } from '../../../fakes/teams/shown';
import { Composer } from '../composer';
import { MessageList } from '../message-list';
import type { Theme } from '../theme';
import { useAct } from '../failure-notice';
import { TeamsMessageView } from './message';
import { SearchExtension } from './search';

/** Those of a personal chat are also the manifest's suggestions, and a few more. */
const examples = {
  personal: ['home', 'mine', 'pipeline', 'digest preview', 'help'],
  channel: ['mine', 'firewall', 'pipeline', 'digest now', 'help'],
};

interface ConversationProps {
  readonly state: TeamsState;
  readonly kind: 'personal' | 'channel';
  readonly name: string;
  readonly person: string;
  readonly theme: Theme;
}

export function TeamsConversationView({ state, kind, name, person, theme }: ConversationProps) {
  const act = useAct();
  const [mentions, setMentions] = useState(true);
  const conversation = conversationOf(state, kind, person);
  const messages = state.messages.filter((message) => canSee(person, message, conversation));
  const target = { person, conversation };
  const say = (text: string) => act('teams', 'say', { ...target, text });
  const send = (text: string) => {
    if (text.startsWith('/') && kind === 'channel')
      return act('teams', 'say', { ...target, text: text.slice(1), slash: true });
    return kind === 'personal' || mentions ? say(text) : act('teams', 'post', { ...target, text });
  };
  return (
    <>
      <MessageList name={name}>
        <div>
          {messages.length > 0 ? null : (
            <p className="hint">Type a few words for the bot, or try one of the examples below.</p>
          )}
          {messages.map((message) => (
            <TeamsMessageView key={message.id} message={message} state={state} person={person} theme={theme} />
          ))}
          {state.typing.includes(conversation) ? <p className="typing">{state.botName} is typing…</p> : null}
        </div>
      </MessageList>
      <Composer
        label="Message to Teams"
        placeholder={kind === 'channel' ? 'acme firewall, or /mine for your eyes alone' : 'acme firewall'}
        examples={examples[kind]}
        mention={kind === 'channel' ? { name: state.botName, on: mentions, onSwitch: setMentions } : undefined}
        onSay={send}
        onTry={say}
      >
        <SearchExtension botName={state.botName} {...target} />
      </Composer>
    </>
  );
}

const conversationOf = (state: TeamsState, wanted: TeamsConversation['kind'], person: string): string =>
  state.conversations.find(({ kind, members }) => kind === wanted && members.includes(person))?.id ?? '';

const canSee = (person: string, message: TeamsMessage, conversation: string): boolean =>
  message.conversation === conversation && (message.onlyFor === undefined || message.onlyFor === person);
