/** Where one is on the page: which person one plays, and which conversation of that person one looks at. */
import type { ReactNode } from 'react';

interface Choice {
  readonly value: string;
  readonly label: string;
}
interface PickerProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onPick: (value: string) => void;
}

export const Picker = ({ label, value, choices, onPick }: PickerProps) => (
  <label className="picker">
    <span>{label}</span>
    <select value={value} onChange={({ target }) => onPick(target.value)}>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  </label>
);

interface PlacesProps<P extends string> {
  readonly place: P;
  readonly names: Readonly<Record<P, string>>;
  readonly onPick: (place: P) => void;
  readonly children?: ReactNode;
}

/** The conversations of a chat as tabs; `children` stand beside them. */
export const Places = <P extends string>({ place, names, onPick, children }: PlacesProps<P>) => (
  <nav className="places" aria-label="Places">
    {(Object.keys(names) as P[]).map((each) => (
      <button key={each} type="button" aria-current={each === place ? 'page' : undefined} onClick={() => onPick(each)}>
        {names[each]}
      </button>
    ))}
    {children}
  </nav>
);
