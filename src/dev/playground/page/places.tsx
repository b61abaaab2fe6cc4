/** What one can look at in a chat, as tabs; what stands beside them is the chat's own. */
import type { ReactNode } from 'react';

interface PlacesProps<P extends string> {
  readonly place: P;
  readonly names: Readonly<Record<P, string>>;
  readonly onPick: (place: P) => void;
  readonly children?: ReactNode;
}

export const Places = <P extends string>({ place, names, onPick, children }: PlacesProps<P>) => (
  <nav className="places" aria-label="Places">
    {(Object.keys(names) as P[]).map((one) => (
      <button key={one} type="button" aria-current={one === place ? 'page' : undefined} onClick={() => onPick(one)}>
        {names[one]}
      </button>
    ))}
    {children}
  </nav>
);
