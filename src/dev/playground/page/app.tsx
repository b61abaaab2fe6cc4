/** The playground: Slack and Teams side by side, Autotask and the wire log below. */
import { AutotaskDrawer } from './autotask-drawer';
import { TopBar } from './top-bar';
import { useLive } from './live';
import { SlackPane } from './slack/pane';
import { TeamsPane } from './teams/pane';
import { useTheme } from './theme';
import { WithFailureNotice } from './failure-notice';
import { WireLog } from './wire-log';

export function App() {
  const live = useLive();
  const [theme, switchTheme] = useTheme();
  return (
    <WithFailureNotice>
      <TopBar theme={theme} onSwitch={switchTheme} clock={live?.clock} link={{ href: 'gallery', label: 'All cards' }} />
      {live === undefined ? (
        <p className="connecting">Connecting…</p>
      ) : (
        <>
          <main className="panes">
            {live.slack === undefined ? <RealChat name="Slack" /> : <SlackPane state={live.slack} theme={theme} />}
            {live.teams === undefined ? <RealChat name="Teams" /> : <TeamsPane state={live.teams} theme={theme} />}
          </main>
          <footer className="drawers">
            {live.autotask === undefined ? null : <AutotaskDrawer state={live.autotask} />}
            <WireLog rows={live.wire ?? []} />
          </footer>
        </>
      )}
    </WithFailureNotice>
  );
}

const RealChat = ({ name }: { readonly name: string }) => (
  <section className="pane elsewhere">
    <p>{name} is connected for real: use it there.</p>
  </section>
);
