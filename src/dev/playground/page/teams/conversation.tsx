/** A channel or a person's chat with the bot: its messages, the search of the app, and where one types. */
import { useState } from 'react';
import type { TeamsConversation, TeamsMessage, TeamsState } from '../../../fakes/teams/shown';
import { Composer } from '../composer';
import { useNewest } from '../scroll';
import type { Theme } from '../theme';
import { useAct } from '../trouble';
import { TeamsMessageView } from './message';
import { SearchExtension } from './search';

/** What the manifest suggests in a personal chat, and more of what can be said. */
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
  const seen = state.messages.filter((message) => isSeen(message, conversation, person));
  const list = useNewest();
  const at = { person, conversation };
  const say = (text: string) => act('teams', 'say', { ...at, text });
  const write = (text: string) => {
    if (text.startsWith('/') && kind === 'channel')
      return act('teams', 'say', { ...at, text: text.slice(1), slash: true });
    return kind === 'personal' || mentions ? say(text) : act('teams', 'post', { ...at, text });
  };
  return (
    <>
      <div className="messages" ref={list} role="log" aria-label={`Messages in ${name}`} tabIndex={0}>
        <div>
          {seen.length > 0 ? null : (
            <p className="hint">Type a few words for the bot, or try one of the examples below.</p>
          )}
          {seen.map((message) => (
            <TeamsMessageView key={message.id} message={message} state={state} person={person} theme={theme} />
          ))}
          {state.typing.includes(conversation) ? <p className="typing">{state.botName} is typing…</p> : null}
        </div>
      </div>
      <Composer
        label="Message to Teams"
        placeholder={kind === 'channel' ? 'acme firewall, or /mine for your eyes alone' : 'acme firewall'}
        examples={examples[kind]}
        mention={kind === 'channel' ? { name: state.botName, on: mentions, onSwitch: setMentions } : undefined}
        onSay={write}
        onTry={say}
      >
        <SearchExtension botName={state.botName} {...at} />
      </Composer>
    </>
  );
}

const conversationOf = (state: TeamsState, shown: TeamsConversation['kind'], person: string): string =>
  state.conversations.find(({ kind, members }) => kind === shown && members.includes(person))?.id ?? '';

const isSeen = ({ conversation, onlyFor }: TeamsMessage, shown: string, person: string): boolean =>
  conversation === shown && (onlyFor === undefined || onlyFor === person);
