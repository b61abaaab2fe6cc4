/** Where one types, with a few examples that type for one. */
import { useState, type FormEvent } from 'react';

interface ComposerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly examples: readonly string[];
  readonly onSay: (text: string) => Promise<unknown>;
}

export function Composer({ label, placeholder, examples, onSay }: ComposerProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const say = async (words: string): Promise<void> => {
    if (words.trim() === '' || busy) return;
    setBusy(true);
    setText('');
    await onSay(words);
    setBusy(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void say(text);
  };
  return (
    <form className="composer" onSubmit={submit}>
      <div className="examples" aria-label="Examples">
        {examples.map((example) => (
          <button key={example} type="button" onClick={() => void say(example)}>
            {example}
          </button>
        ))}
      </div>
      <div className="line">
        <input
          aria-label={label}
          placeholder={placeholder}
          value={text}
          onChange={({ target }) => setText(target.value)}
          autoComplete="off"
        />
        <button type="submit" className="send" disabled={text.trim() === '' || busy} aria-label="Send">
          ➤
        </button>
      </div>
    </form>
  );
}
