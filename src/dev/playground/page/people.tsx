/** Whom one is, and which conversation one looks at. */
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

/** Initials in a coloured square or circle. */
export function Avatar({ name, bot = false }: { readonly name: string; readonly bot?: boolean }): ReactNode {
  const hue = Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 360;
  const initials = name
    .split(' ')
    .slice(0, 2)
    .map((part) => part[0])
    .join('');
  return (
    <span
      className={bot ? 'avatar bot' : 'avatar'}
      style={bot ? {} : { background: `hsl(${String(hue)} 45% 42%)` }}
      aria-hidden
    >
      {bot ? 'AO' : initials}
    </span>
  );
}

/** A time of day as chat clients print it. */
export const timeOf = (at: string): string =>
  new Date(at).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
