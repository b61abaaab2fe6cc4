/** The bar at the top of the page: that all data are pretended, the clock, a link, light or dark. */
import type { Theme } from './theme';
import { useAct } from './failure-notice';

interface TopBarProps {
  readonly theme: Theme;
  readonly onSwitch: () => void;
  /** ISO 8601; undefined where the clock is not shown. */
  readonly clock?: string | undefined;
  readonly link: { readonly href: string; readonly label: string };
}

export const TopBar = ({ theme, onSwitch, clock, link }: TopBarProps) => (
  <header className="bar">
    <h1>Playground: pretend data</h1>
    <p>Autotask Opportunities in Slack and Microsoft Teams. Nobody and nothing here is real.</p>
    {clock === undefined ? null : <Clock clock={clock} />}
    <a href={link.href}>{link.label}</a>
    <button type="button" onClick={onSwitch} aria-pressed={theme === 'dark'}>
      Dark
    </button>
  </header>
);

function Clock({ clock }: { readonly clock: string }) {
  const act = useAct();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const move = (to: object) => void act('clock', 'move', to);
  return (
    <div className="clock" role="group" aria-label="Time">
      <time dateTime={clock} aria-live="polite">
        {new Date(clock).toLocaleString('en-GB', {
          weekday: 'short',
          day: 'numeric',
          month: 'short',
          hour: '2-digit',
          minute: '2-digit',
        })}
      </time>
      <button type="button" onClick={() => move({ to: 'hour' })}>
        An hour later
      </button>
      <button type="button" onClick={() => move({ to: 'morning', timezone: timeZone })}>
        Next morning
      </button>
    </div>
  );
}
