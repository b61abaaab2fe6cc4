/** Takes every known secret out of a text, as it is and as addresses and JSON spell it. */

export type Redact = (text: string) => string;

/** Shorter ones would be found in innocent words. */
const shortest = 6;

export function createRedact(secrets: readonly string[]): Redact {
  const spellings = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  const known = [...new Set(spellings)].filter(({ length }) => length >= shortest);
  return (text) => known.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
}
