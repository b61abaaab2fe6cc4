/** A dialog in front of one chat, which keeps the focus while it is open and closes with Escape. */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  /** A dialog with another id takes the focus again. */
  readonly id: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

export function Dialog({ title, id, onClose, children }: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const previous = document.activeElement;
    return () => (previous instanceof HTMLElement && previous.isConnected ? previous.focus() : undefined);
  }, []);
  useEffect(() => box.current?.focus(), [id]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Tab') cycleFocus(event, box.current);
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

/** Moves the focus from the last element to the first, and back with Shift. */
function cycleFocus(event: KeyboardEvent, box: HTMLElement | null): void {
  const elements = [...(box?.querySelectorAll<HTMLElement>(focusable) ?? [])].filter(
    ({ offsetParent }) => offsetParent !== null,
  );
  const [from, to] = event.shiftKey ? [elements.at(0), elements.at(-1)] : [elements.at(-1), elements.at(0)];
  const { activeElement } = document;
  if (activeElement !== from && !(event.shiftKey && activeElement === box)) return;
  event.preventDefault();
  to?.focus();
}
