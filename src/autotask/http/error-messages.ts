/** Autotask's own sentences, as it sends them in an error, and what can be read out of them. */

/** The texts of `errors`; empty when the body is something else. */
export function parseErrors(text: string): readonly string[] {
  const errors = parseObject(text)['errors'];
  return Array.isArray(errors) ? errors.filter((one): one is string => typeof one === 'string') : [];
}

/** The framework's own `Message`, as 401, 404 and 405 carry it. */
export function parseMessage(text: string): string | undefined {
  const message = parseObject(text)['Message'];
  return typeof message === 'string' ? message : undefined;
}

/**
 * Whether something between us and Autotask answered in its place, such as a proxy, a balancer or a web server without the
 * API behind it. Autotask itself answers in JSON: with its data, with `errors`, or with the framework's `Message`; and with
 * nothing at all to credentials that it does not take and to a missing right.
 */
export function isForeignResponse(status: number, text: string): boolean {
  const body = text.trim();
  if (body === '') return status !== 401 && status !== 403;
  if (status === 200) return !/^[[{"\d-]|^(null|true|false)$/.test(body);
  return parseErrors(body).length === 0 && parseMessage(body) === undefined;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Updates add `Error updating entity for record number [1].`, which tells a person nothing. */
const recordNumberPhrase = /;?\s*(?:on|Error updating entity for) record number \[\d+\]\.?/gi;

export function formatErrors(errors: readonly string[]): string {
  const sentences = errors
    .map((error) => error.replace(recordNumberPhrase, '').replace(/\s+/g, ' ').trim())
    .filter((error) => error !== '')
    .map((error) => (/[.!?]$/.test(error) ? error : `${error}.`));
  return [...new Set(sentences)].join(' ').slice(0, 1000);
}

/** The ways in which Autotask names the field that it minds. */
const fieldPatterns = [
  /required field (?<field>[A-Za-z]\w*)/i,
  /picklist value \[[^\]]*\] does not exist for (?<field>[A-Za-z]\w*)/i,
  /\(field:\s*(?<field>[A-Za-z]\w*)\)/i,
  /on field:\s*(?<field>[A-Za-z]\w*)/i,
  /existing entity for (?<field>[A-Za-z]\w*)/i,
  /^(?:data violation:\s*)?(?:the\s+)?(?<field>[a-z]\w*[A-Za-z])\b(?:\s*\[[^\]]*\])? (?:must|cannot|can only|can not)\b/i,
];

/** The field that a sentence names, in the spelling that is asked for; undefined when it names none of them. */
export function findFieldIn(sentence: string, fields: readonly string[]): string | undefined {
  for (const fieldPattern of fieldPatterns) {
    const name = fieldPattern.exec(sentence)?.groups?.['field']?.toLowerCase();
    const field = fields.find((candidate) => candidate.toLowerCase() === name);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** Autotask's answer to a missing right, a missing module and an impersonation that is not permitted alike. */
export const isPermissionError = (sentence: string): boolean =>
  /does not have the adequate permissions/i.test(sentence);
