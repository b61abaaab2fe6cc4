/** Keeps the newest message in view, also when it grows after it was put there, or the list has less room. */
import { useEffect, useRef, type RefObject } from 'react';

/** For the list that scrolls; all that it holds is in one element. */
export function useNewest(): RefObject<HTMLDivElement> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const growth = new ResizeObserver(() => {
      current.scrollTop = current.scrollHeight;
    });
    for (const one of [current, ...current.children]) growth.observe(one);
    return () => growth.disconnect();
  }, []);
  return list;
}
