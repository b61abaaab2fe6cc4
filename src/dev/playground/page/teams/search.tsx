/** The message extension beside the compose box: what is typed is searched, and what is chosen is sent as a card. */
import { useEffect, useRef, useState } from 'react';
import type { TeamsHit } from '../../../fakes/teams/shown';
import { useAct } from '../trouble';

interface SearchProps {
  readonly botName: string;
  readonly person: string;
  readonly conversation: string;
}
interface Found {
  readonly found: readonly TeamsHit[];
  readonly say: string;
}

export function SearchExtension(props: SearchProps) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <span className="extension">
      <button
        type="button"
        ref={opener}
        className="opener"
        aria-label={`Search with ${props.botName}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden>AO</span>
      </button>
      {open ? <Flyout {...props} onClose={close} /> : null}
    </span>
  );
}

function Flyout({ botName, person, conversation, onClose }: SearchProps & { readonly onClose: () => void }) {
  const act = useAct();
  const [shown, setShown] = useState<Found>();
  const box = useRef<HTMLInputElement>(null);
  /** Answers that come late are for other words. */
  const asked = useRef(0);
  const search = async (text: string): Promise<void> => {
    const mine = (asked.current += 1);
    const found = await act('teams', 'search', { person, conversation, text });
    if (mine === asked.current) setShown(found as Found | undefined);
  };
  useEffect(() => {
    box.current?.focus();
    void search('');
    // Teams asks once when the search opens; what is typed afterwards asks by itself.
  }, []);
  const choose = (chosen: TeamsHit): void => {
    onClose();
    void act('teams', 'choose', { person, conversation, chosen });
  };
  return (
    <div
      className="flyout"
      role="dialog"
      aria-label={`Find with ${botName}`}
      onKeyDown={({ key }) => (key === 'Escape' ? onClose() : undefined)}
    >
      <input
        ref={box}
        type="search"
        aria-label="Title, company or number"
        placeholder="Title, company or number"
        onChange={({ target }) => void search(target.value)}
        // The search stands inside the compose box, which Enter would send.
        onKeyDown={(event) => (event.key === 'Enter' ? event.preventDefault() : undefined)}
      />
      <p role="status">{shown === undefined ? 'Searching…' : shown.say}</p>
      <ul>
        {(shown?.found ?? []).map((hit) => (
          <li key={`${hit.title} ${hit.about}`}>
            <button type="button" onClick={() => choose(hit)}>
              <strong>{hit.title}</strong>
              <span>{hit.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
