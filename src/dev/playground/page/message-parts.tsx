/** Parts of a message that look alike in both chats: the author's picture, the time, the app's entry in the menu. */
import type { ReactNode } from 'react';

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

/** The time of day of an ISO 8601 date, as chat clients write it. */
export const timeOf = (at: string): string =>
  new Date(at).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });

interface KeepButtonProps {
  /** The text of the message. */
  readonly text: string;
  readonly onKeep: () => void;
}

export const KeepButton = ({ text, onKeep }: KeepButtonProps) => (
  <button type="button" className="keep" aria-label={`Add as a note: ${text.slice(0, 60)}`} onClick={onKeep}>
    Add as a note
  </button>
);
