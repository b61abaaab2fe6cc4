/** Finish within so many milliseconds, otherwise carry on and tell later. */
export type DeadlineResult<T> = { readonly ready: true; readonly value: T } | { readonly ready: false };

export async function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<DeadlineResult<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DeadlineResult<T>>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false }), milliseconds);
  });
  try {
    return await Promise.race([work.then((value): DeadlineResult<T> => ({ ready: true, value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
