/** The app's entry in Slack's menu of shortcuts. */
import { useRef } from 'react';
import { useAct } from '../trouble';

export function Shortcuts({ person }: { readonly person: string }) {
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
