/** Takes secrets out of whatever may end in an error or a log. */

export type Redact = (text: string) => string;

/** Finds them as they are, trimmed as headers are, and as addresses and JSON spell them; shorter ones would be found in innocent words. */
export function createRedact(secrets: readonly string[], minLength = 6): Redact {
  const spellings = secrets.flatMap((secret) => [
    secret,
    secret.trim(),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  const known = [...new Set(spellings)].filter(({ length }) => length >= minLength).sort((a, b) => b.length - a.length);
  if (known.length === 0) return (text) => text;
  const pattern = new RegExp(known.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gi');
  return (text) => text.replace(pattern, '[secret]');
}
