/** The playground: Slack and Teams side by side, Autotask and the wire below. */
import { AutotaskDrawer } from './autotask-drawer';
import { Bar } from './bar';
import { useLive } from './live';
import { SlackPane } from './slack/pane';
import { TeamsPane } from './teams/pane';
import { useTheme } from './theme';
import { WithTrouble } from './trouble';
import { WireLog } from './wire-log';

export function App() {
  const live = useLive();
  const [theme, switchTheme] = useTheme();
  return (
    <WithTrouble>
      <Bar theme={theme} onSwitch={switchTheme} clock={live?.clock} link={{ href: 'gallery', words: 'All cards' }} />
      {live === undefined ? (
        <p className="connecting">Connecting…</p>
      ) : (
        <>
          <main className="panes">
            {live.slack === undefined ? <Elsewhere name="Slack" /> : <SlackPane state={live.slack} theme={theme} />}
            {live.teams === undefined ? <Elsewhere name="Teams" /> : <TeamsPane state={live.teams} theme={theme} />}
          </main>
          <footer className="drawers">
            {live.autotask === undefined ? null : <AutotaskDrawer state={live.autotask} />}
            <WireLog rows={live.wire ?? []} />
          </footer>
        </>
      )}
    </WithTrouble>
  );
}

const Elsewhere = ({ name }: { readonly name: string }) => (
  <section className="pane elsewhere">
    <p>{name} is connected for real: use it there.</p>
  </section>
);
