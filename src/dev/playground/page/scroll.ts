/** Keeps the newest message in view, also when it grows after it was put there. */
import { useEffect, useRef, type RefObject } from 'react';

export function useNewest(count: number): RefObject<HTMLDivElement> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const toEnd = (): void => {
      current.scrollTop = current.scrollHeight;
    };
    toEnd();
    const growth = new MutationObserver(toEnd);
    growth.observe(current, { childList: true, subtree: true });
    return () => growth.disconnect();
  }, [count]);
  return list;
}
