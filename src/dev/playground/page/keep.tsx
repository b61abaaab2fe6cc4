/** The app's entry in the menu of a message. */
interface KeepProps {
  /** What the message says. */
  readonly text: string;
  readonly onKeep: () => void;
}

export const Keep = ({ text, onKeep }: KeepProps) => (
  <button type="button" className="keep" aria-label={`Add as a note: ${text.slice(0, 60)}`} onClick={onKeep}>
    Add as a note
  </button>
);
