/** What Slack's documentation promises to be there, while its types leave everything optional. */
export function requireDefined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Slack left out what its answer must contain.');
  return value;
}
