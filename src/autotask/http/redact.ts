/** Takes the credentials out of whatever may end in an error or a log. */
import type { Credentials } from '../options';
import type { AttemptResult } from './attempt';

export type CredentialRedactor = (text: string) => string;

/** Shorter ones would be found in innocent words. */
const minLength = 4;

/** Finds them as they are, trimmed as headers are, and as addresses and JSON spell them. */
export function createCredentialRedactor({ username, secret, integrationCode }: Credentials): CredentialRedactor {
  const spellings = [username, secret, integrationCode].flatMap((text) => [
    text,
    text.trim(),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
  ]);
  const secrets = [...new Set(spellings)].filter(({ length }) => length >= minLength);
  if (secrets.length === 0) return (text) => text;
  const pattern = new RegExp(secrets.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gi');
  return (text) => text.replace(pattern, '[secret]');
}

/** What a failed attempt leaves behind. A good answer stays as it is: the API user's own address may be in a record. */
export function redactResult(result: AttemptResult, redactor: CredentialRedactor): AttemptResult {
  if (result.kind !== 'answered') return { ...result, cause: redactError(result.cause, redactor) };
  return result.status === 200 ? result : { ...result, text: redactor(result.text) };
}

/** `fetch` names the address in its errors, and a header that it cannot send. */
function redactError(cause: unknown, redactor: CredentialRedactor): Error {
  if (!(cause instanceof Error)) return new Error(redactor(String(cause)));
  const copy = new Error(redactor(cause.message));
  copy.name = cause.name;
  copy.stack = redactor(cause.stack ?? '');
  if (cause.cause !== undefined) copy.cause = redactError(cause.cause, redactor);
  return copy;
}
