/** The message extension beside the composer: a search, whose chosen result is sent as a card. */
import { useEffect, useRef, useState } from 'react';
import type { TeamsHit } from '../../../fakes/teams/shown';
import { useAct } from '../failure-notice';

interface SearchProps {
  readonly botName: string;
  readonly person: string;
  readonly conversation: string;
}
interface SearchResults {
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
  const [results, setResults] = useState<SearchResults>();
  const box = useRef<HTMLInputElement>(null);
  /** Counts the searches, since results may arrive late, for an earlier text. */
  const searchCount = useRef(0);
  const searchFor = async (text: string): Promise<void> => {
    const search = (searchCount.current += 1);
    const result = await act('teams', 'search', { person, conversation, text });
    if (search === searchCount.current) setResults(result as SearchResults | undefined);
  };
  useEffect(() => {
    box.current?.focus();
    void searchFor('');
    // Teams searches once when the extension is opened, and then whenever the text changes.
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
        onChange={({ target }) => void searchFor(target.value)}
        // The search is inside the form of the composer, which Enter would submit.
        onKeyDown={(event) => (event.key === 'Enter' ? event.preventDefault() : undefined)}
      />
      <p role="status">{results === undefined ? 'Searching…' : results.say}</p>
      <ul>
        {(results?.found ?? []).map((hit) => (
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
