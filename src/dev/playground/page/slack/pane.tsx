/** Slack as one of its people sees it: a channel or a private conversation, and the modal in front of them. */
import { useState } from 'react';
import type { SlackChannel, SlackMessage, SlackPerson, SlackState } from '../../slack/peer';
import { Composer } from '../composer';
import { Picker } from '../people';
import { useNewest } from '../scroll';
import type { Theme } from '../theme';
import { useAct } from '../trouble';
import { SlackMessageView } from './message';
import { SlackModalView } from './modal';

const examples = ['/opp mine', '/opp firewall', '/opp digest preview', '/opp help'];

export function SlackPane({ state, theme }: { readonly state: SlackState; readonly theme: Theme }) {
  const [person, setPerson] = useState(state.people[0]?.key ?? '');
  const [place, setPlace] = useState('channel');
  const act = useAct();
  const channel = channelOf(state, place, person);
  const seen = state.messages.filter((message) => isSeen(message, channel, person));
  const list = useNewest(seen.length);
  const modal = state.modals[person];
  const name = channel?.kind === 'direct' ? state.bot.name : `# ${channel?.name ?? ''}`;
  return (
    <section className="pane slack" aria-label="Slack" data-testid="slack">
      <header>
        <h1>Slack</h1>
        <Picker label="You are" value={person} onPick={setPerson} choices={state.people.map(choiceOf)} />
        <Picker
          label="In"
          value={place}
          onPick={setPlace}
          choices={[
            { value: 'channel', label: '# sales' },
            { value: 'direct', label: `${state.bot.name} (private)` },
          ]}
        />
      </header>
      <h2>{name}</h2>
      <div className="messages" ref={list} role="log" aria-label={`Messages in ${name}`} tabIndex={0}>
        {seen.length === 0 ? <p className="hint">Type a slash command, or try one of the examples below.</p> : null}
        <div id="slack_blocks_to_jsx" className="slack_blocks_to_jsx styles_enabled" data-theme={theme}>
          {seen.map((message) => (
            <SlackMessageView key={message.ts} message={message} state={state} person={person} theme={theme} />
          ))}
        </div>
      </div>
      <Composer
        label="Message to Slack"
        placeholder="/opp acme firewall"
        examples={examples}
        onSay={(text) => act('slack', 'say', { person, channel: channel?.id ?? '', text })}
      />
      {modal === undefined ? null : <SlackModalView modal={modal} person={person} theme={theme} />}
    </section>
  );
}

const kinds = { member: '', guest: ', guest', foreign: ', another workspace' };
const choiceOf = ({ key, name, kind, email }: SlackPerson) => ({
  value: key,
  label: `${name.replace(' (guest)', '')}${kinds[kind]}${email?.endsWith('example.com') ? '' : ' (not in Autotask)'}`,
});

const channelOf = (state: SlackState, place: string, person: string): SlackChannel | undefined =>
  state.channels.find(({ kind, name }) =>
    place === 'direct' ? kind === 'direct' && name === person : name === 'sales',
  );

const isSeen = ({ channel, onlyFor }: SlackMessage, shown: SlackChannel | undefined, person: string): boolean =>
  channel === shown?.id && (onlyFor === undefined || onlyFor === person);
