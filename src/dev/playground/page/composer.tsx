/** The box for a message to the bot, with examples that send themselves. */
import { useState, type FormEvent, type ReactNode } from 'react';

interface ComposerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly examples: readonly string[];
  /** A switch for mentioning the bot, where it receives only messages that mention it. */
  readonly mention?: MentionProps | undefined;
  readonly onSay: (text: string) => Promise<unknown>;
  /** An example is always for the bot. */
  readonly onTry: (example: string) => Promise<unknown>;
  /** Shown beside the box. */
  readonly children?: ReactNode;
}

export interface MentionProps {
  readonly name: string;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}

export function Composer({ label, placeholder, examples, mention, onSay, onTry, children }: ComposerProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const blank = text.trim() === '';
  const wait = async (response: Promise<unknown>): Promise<void> => {
    setBusy(true);
    await response;
    setBusy(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (blank || busy) return;
    setText('');
    void wait(onSay(text));
  };
  return (
    <form className="composer" onSubmit={submit}>
      <div className="examples" role="group" aria-label="Examples">
        {examples.map((example) => (
          <button key={example} type="button" disabled={busy} onClick={() => void wait(onTry(example))}>
            {example}
          </button>
        ))}
      </div>
      <div className="line">
        {mention === undefined ? null : <Mention {...mention} />}
        <input
          aria-label={label}
          placeholder={placeholder}
          value={text}
          onChange={({ target }) => setText(target.value)}
          autoComplete="off"
        />
        {children}
        <button type="submit" className="send" disabled={blank || busy} aria-label="Send">
          ➤
        </button>
      </div>
    </form>
  );
}

const Mention = ({ name, on, onSwitch }: MentionProps) => (
  <button
    type="button"
    className="mention"
    aria-pressed={on}
    title={on ? 'The bot hears this' : 'For the people here: press to mention the bot'}
    onClick={() => onSwitch(!on)}
  >
    @{name}
  </button>
);
