/** Finish within so many milliseconds, otherwise carry on and tell later. */
export type Soon<T> = { readonly ready: true; readonly value: T } | { readonly ready: false };

export async function soon<T>(work: Promise<T>, milliseconds: number): Promise<Soon<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Soon<T>>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false }), milliseconds);
  });
  try {
    return await Promise.race([work.then((value): Soon<T> => ({ ready: true, value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
