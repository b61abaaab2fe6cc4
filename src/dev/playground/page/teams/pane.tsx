/** Teams as one of its people sees it: a channel or a personal chat, and the dialog in front of them. */
import { useState } from 'react';
import type { TeamsConversation, TeamsMessage, TeamsPerson, TeamsState } from '../../teams/peer';
import { Composer } from '../composer';
import { Picker } from '../people';
import { useNewest } from '../scroll';
import type { Theme } from '../theme';
import { useAct } from '../trouble';
import { TeamsDialogView } from './dialog';
import { TeamsMessageView } from './message';

const examples = ['mine', 'firewall', 'digest preview', 'help'];

export function TeamsPane({ state, theme }: { readonly state: TeamsState; readonly theme: Theme }) {
  const [person, setPerson] = useState('sam');
  const [place, setPlace] = useState('channel');
  const act = useAct();
  const conversation = conversationOf(state, place, person);
  const id = conversation?.id ?? '';
  const seen = state.messages.filter((message) => isSeen(message, id, person));
  const list = useNewest(seen.length);
  const dialog = state.dialogs[person];
  const personal = place === 'personal';
  const name = personal ? state.botName : (conversation?.name ?? '');
  return (
    <section className="pane teams" aria-label="Teams" data-testid="teams">
      <header>
        <h1>Teams</h1>
        <Picker label="You are" value={person} onPick={setPerson} choices={state.people.map(choiceOf)} />
        <Picker
          label="In"
          value={place}
          onPick={setPlace}
          choices={[
            { value: 'channel', label: 'Sales (channel)' },
            { value: 'personal', label: `${state.botName} (chat)` },
          ]}
        />
      </header>
      <h2>{name}</h2>
      <div className="messages" ref={list} role="log" aria-label={`Messages in ${name}`} tabIndex={0}>
        <Hint hidden={seen.length > 0} />
        {seen.map((message) => (
          <TeamsMessageView key={message.id} message={message} state={state} person={person} theme={theme} />
        ))}
        {state.typing.includes(id) ? <p className="typing">{state.botName} is typing…</p> : null}
      </div>
      <Composer
        label="Message to Teams"
        placeholder={personal ? 'acme firewall' : `@${state.botName} acme firewall`}
        examples={examples}
        onSay={(text) => act('teams', 'say', { person, conversation: id, text })}
      />
      {dialog === undefined ? null : <TeamsDialogView dialog={dialog} person={person} theme={theme} />}
    </section>
  );
}

const choiceOf = ({ key, name, userRole }: TeamsPerson) => ({
  value: key,
  label: `${name}${userRole === 'user' ? '' : ', guest'}${key === 'sam' || key === 'dana' ? '' : ' (not in Autotask)'}`,
});

const conversationOf = (state: TeamsState, place: string, person: string): TeamsConversation | undefined =>
  state.conversations.find(({ kind, members }) =>
    place === 'personal' ? kind === 'personal' && members.includes(person) : kind === 'channel',
  );

const isSeen = ({ conversation, onlyFor }: TeamsMessage, shown: string, person: string): boolean =>
  conversation === shown && (onlyFor === undefined || onlyFor === person);

const Hint = ({ hidden }: { readonly hidden: boolean }) => (
  <p className="hint" hidden={hidden}>
    Type a few words for the bot, or try one of the examples below.
  </p>
);
