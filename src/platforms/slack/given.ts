/** What Slack's documentation promises to be there. */

/** Slack's types leave everything optional, even what its documentation promises. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Slack left out what its answer must contain.');
  return value;
}
