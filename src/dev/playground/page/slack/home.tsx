/** The app's Home tab of a person, as the bot published it; opening it sends the event that makes the bot publish. */
import { useEffect } from 'react';
import type { SlackJson, SlackHome } from '../../../fakes/slack/fake-slack';
import type { Theme } from '../theme';
import { useAct } from '../failure-notice';
import { Blocks } from './blocks';

interface HomeProps {
  readonly home: SlackHome | undefined;
  readonly person: string;
  readonly theme: Theme;
}

export function SlackHomeView({ home, person, theme }: HomeProps) {
  const act = useAct();
  useEffect(() => void act('slack', 'openHome', { person }), [act, person]);
  return (
    <div className="messages home" role="region" aria-label="Home" tabIndex={0}>
      {home === undefined ? <p className="hint">The app has not drawn this page yet.</p> : null}
      <div id="slack_blocks_to_jsx" className="slack_blocks_to_jsx styles_enabled" data-theme={theme}>
        <Blocks
          blocks={(home?.view['blocks'] ?? []) as readonly SlackJson[]}
          theme={theme}
          onPress={(press) => void act('slack', 'pressInHome', { person, ...press })}
        />
      </div>
    </div>
  );
}
