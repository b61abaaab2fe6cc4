/** A dialog in front of one chat: takes the focus, keeps it while it is open, gives it back, and closes with Escape. */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  /** Another one takes the focus anew. */
  readonly id: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

export function Dialog({ title, id, onClose, children }: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined);
  }, []);
  useEffect(() => box.current?.focus(), [id]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Tab') goRound(event, box.current);
  };
  return (
    <div className="overlay" onKeyDown={onKeyDown}>
      <div className="modal" role="dialog" aria-modal="true" aria-label={title} ref={box} tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}

export const DialogHead = ({ title, onClose }: Pick<DialogProps, 'title' | 'onClose'>) => (
  <header>
    <h3>{title}</h3>
    <button type="button" className="close" aria-label="Close" onClick={onClose}>
      ×
    </button>
  </header>
);

/** From the last one on to the first, and back. */
function goRound(event: KeyboardEvent, box: HTMLElement | null): void {
  const all = [...(box?.querySelectorAll<HTMLElement>(focusable) ?? [])].filter((one) => one.offsetParent !== null);
  const [from, to] = event.shiftKey ? [all.at(0), all.at(-1)] : [all.at(-1), all.at(0)];
  const { activeElement } = document;
  if (activeElement !== from && !(event.shiftKey && activeElement === box)) return;
  event.preventDefault();
  to?.focus();
}
