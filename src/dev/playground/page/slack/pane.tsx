/** Slack as one person sees it: a channel, the conversation with the app or its Home, and the modal in front. */
import { useRef, useState } from 'react';
import type { SlackPerson, SlackState } from '../../../fakes/slack/fake-slack';
import { Picker, Places } from '../navigation';
import { useAct } from '../failure-notice';
import type { Theme } from '../theme';
import { SlackConversation } from './conversation';
import { SlackHomeView } from './home';
import { SlackModalView } from './modal';

type Place = 'channel' | 'direct' | 'home';

export function SlackPane({ state, theme }: { readonly state: SlackState; readonly theme: Theme }) {
  const [person, setPerson] = useState(state.people[0]?.key ?? '');
  const [place, setPlace] = useState<Place>('channel');
  const modal = state.modals[person];
  const names = { channel: '# sales', direct: `${state.bot.name} (private)`, home: 'Home' };
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
        <SlackConversation {...{ state, person, theme }} kind={place} name={names[place]} />
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

/** The app's entry in Slack's menu of shortcuts. */
function Shortcuts({ person }: { readonly person: string }) {
  const act = useAct();
  const menu = useRef<HTMLDetailsElement>(null);
  const choose = (callback: string): void => {
    if (menu.current !== null) menu.current.open = false;
    void act('slack', 'shortcut', { person, callback });
  };
  return (
    <details className="shortcuts" ref={menu}>
      <summary>
        <span aria-hidden>⚡ </span>Shortcuts
      </summary>
      <button type="button" onClick={() => choose('search')}>
        Find an opportunity
      </button>
    </details>
  );
}
