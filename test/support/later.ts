/** An answer that comes when the test says so. */
export interface Later<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
}

export function later<T>(): Later<T> {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, resolve: (value) => settle(value) };
}
