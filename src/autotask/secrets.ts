/** Takes the credentials out of whatever may end in an error or a log. */
import type { Credentials } from './options';
import type { Outcome } from './outcome';

export type Scrub = (text: string) => string;

/** Shorter ones would be found in innocent words. */
const shortest = 4;

/** Finds them as they are, trimmed as headers are, and as addresses and JSON spell them. */
export function createScrub({ username, secret, integrationCode }: Credentials): Scrub {
  const spellings = [username, secret, integrationCode].flatMap((text) => [
    text,
    text.trim(),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
  ]);
  const known = [...new Set(spellings)].filter(({ length }) => length >= shortest);
  if (known.length === 0) return (text) => text;
  const pattern = new RegExp(known.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gi');
  return (text) => text.replace(pattern, '[secret]');
}

/** What a failed attempt leaves behind. A good answer stays as it is: the API user's own address may be in a record. */
export function scrubbed(outcome: Outcome, scrub: Scrub): Outcome {
  if (outcome.kind !== 'answered') return { ...outcome, cause: withoutSecrets(outcome.cause, scrub) };
  return outcome.status === 200 ? outcome : { ...outcome, text: scrub(outcome.text) };
}

/** `fetch` names the address in its errors, and a header that it cannot send. */
function withoutSecrets(cause: unknown, scrub: Scrub): Error {
  if (!(cause instanceof Error)) return new Error(scrub(String(cause)));
  const copy = new Error(scrub(cause.message));
  copy.name = cause.name;
  copy.stack = scrub(cause.stack ?? '');
  if (cause.cause !== undefined) copy.cause = withoutSecrets(cause.cause, scrub);
  return copy;
}
