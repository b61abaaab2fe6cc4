/** Teams as one person sees it: a channel or the chat with the bot, and the dialog in front. */
import { useState } from 'react';
import type { TeamsPerson, TeamsState } from '../../../fakes/teams/shown';
import { Picker, Places } from '../navigation';
import type { Theme } from '../theme';
import { TeamsConversationView } from './conversation';
import { TeamsDialogView } from './dialog';

type Place = 'channel' | 'personal';

export function TeamsPane({ state, theme }: { readonly state: TeamsState; readonly theme: Theme }) {
  const [person, setPerson] = useState('sam');
  const [place, setPlace] = useState<Place>('channel');
  const dialog = state.dialogs[person];
  const names = { channel: 'Sales', personal: `${state.botName} (chat)` };
  return (
    <section className="pane teams" aria-label="Teams" data-testid="teams">
      <header>
        <h2>Teams</h2>
        <Picker label="You are" value={person} onPick={setPerson} choices={state.people.map(choiceOf)} />
      </header>
      <Places place={place} names={names} onPick={setPlace} />
      <TeamsConversationView
        key={`${place} ${person}`}
        state={state}
        kind={place}
        name={names[place]}
        person={person}
        theme={theme}
      />
      {dialog === undefined ? null : <TeamsDialogView dialog={dialog} person={person} theme={theme} />}
    </section>
  );
}

const choiceOf = ({ key, name, userRole }: TeamsPerson) => ({
  value: key,
  label: `${name}${userRole === 'user' ? '' : ', guest'}${key === 'sam' || key === 'dana' ? '' : ' (not in Autotask)'}`,
});
