/** Slack as one of its people sees it: a channel, their conversation with the app or its Home, and the modal in front. */
import { useState } from 'react';
import type { SlackPerson, SlackState } from '../../../fakes/slack/fake-slack';
import { Picker } from '../people';
import { Places } from '../places';
import type { Theme } from '../theme';
import { SlackConversation } from './conversation';
import { SlackHomeView } from './home';
import { SlackModalView } from './modal';
import { Shortcuts } from './shortcuts';

type Place = 'channel' | 'direct' | 'home';

export function SlackPane({ state, theme }: { readonly state: SlackState; readonly theme: Theme }) {
  const [person, setPerson] = useState(state.people[0]?.key ?? '');
  const [place, setPlace] = useState<Place>('channel');
  const modal = state.modals[person];
  const names = { channel: '# sales', direct: `${state.bot.name} (private)`, home: 'Home' };
  const at = { state, person, theme };
  return (
    <section className="pane slack" aria-label="Slack" data-testid="slack">
      <header>
        <h2>Slack</h2>
        <Picker label="You are" value={person} onPick={setPerson} choices={state.people.map(choiceOf)} />
      </header>
      <Places place={place} names={names} onPick={setPlace}>
        <Shortcuts person={person} />
      </Places>
      {place === 'home' ? (
        <SlackHomeView home={state.homes[person]} person={person} theme={theme} />
      ) : (
        <SlackConversation {...at} kind={place} name={names[place]} />
      )}
      {modal === undefined ? null : <SlackModalView modal={modal} person={person} theme={theme} />}
    </section>
  );
}

const kinds = { member: '', guest: ', guest', foreign: ', another workspace' };
const choiceOf = ({ key, name, kind, email }: SlackPerson) => ({
  value: key,
  label: `${name.replace(' (guest)', '')}${kinds[kind]}${email?.endsWith('example.com') ? '' : ' (not in Autotask)'}`,
});
