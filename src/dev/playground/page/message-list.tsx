/** The messages of a conversation in either chat, scrolled to the newest one. */
import { useEffect, useRef, type ReactNode } from 'react';

interface MessageListProps {
  /** The name of the conversation. */
  readonly name: string;
  /** One element that holds all messages. */
  readonly children: ReactNode;
}

export function MessageList({ name, children }: MessageListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    // A message may grow after it was added, and the list may become smaller.
    const observer = new ResizeObserver(() => {
      current.scrollTop = current.scrollHeight;
    });
    for (const element of [current, ...current.children]) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="messages" ref={list} role="log" aria-label={`Messages in ${name}`} tabIndex={0}>
      {children}
    </div>
  );
}
