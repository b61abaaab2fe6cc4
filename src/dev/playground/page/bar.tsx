/** What is true of the whole page: that all is pretended, what time it is taken for, the cards, light or dark. */
import type { Theme } from './theme';
import { useAct } from './trouble';

interface BarProps {
  readonly theme: Theme;
  readonly onSwitch: () => void;
  /** ISO 8601; undefined where there is no clock to move. */
  readonly clock?: string | undefined;
  readonly link: { readonly href: string; readonly words: string };
}

export const Bar = ({ theme, onSwitch, clock, link }: BarProps) => (
  <header className="bar">
    <h1>Playground: pretend data</h1>
    <p>Autotask Opportunities in Slack and Microsoft Teams. Nobody and nothing here is real.</p>
    {clock === undefined ? null : <Clock clock={clock} />}
    <a href={link.href}>{link.words}</a>
    <button type="button" onClick={onSwitch} aria-pressed={theme === 'dark'}>
      Dark
    </button>
  </header>
);

function Clock({ clock }: { readonly clock: string }) {
  const act = useAct();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const move = (words: object) => void act('clock', 'move', words);
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
