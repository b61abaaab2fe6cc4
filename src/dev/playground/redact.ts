/** Keeps secrets out of what the wire log shows: a picture of it is soon taken and passed on. */

const secretKey = /^(token|authorization|response_url|trigger_id|client_secret|access_token)$/i;

export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, secretKey.test(name) ? '(not shown)' : redact(inner)]),
  );
}
