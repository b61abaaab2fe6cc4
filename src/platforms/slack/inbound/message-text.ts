/** Slack's message text → what the person typed. Pure; apart from payloads, since four kinds of them carry such text. */
const linkPattern = /<([^<>|]*)(?:\|([^<>]*))?>/g;
const escapedCharacters: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Links and mentions become readable words, then the three signs that Slack escapes become themselves again. */
export function parseMessageText(text: string): string {
  return text
    .replace(linkPattern, (_, inner: string, label: string | undefined) => linkText(inner, label))
    .replace(/&(?:lt|gt|amp);/g, (entity) => escapedCharacters[entity] ?? entity)
    .trim();
}

function linkText(inner: string, label: string | undefined): string {
  const prefix = inner.charAt(0);
  if (prefix === '@' || prefix === '#') return `${prefix}${label ?? inner.slice(1)}`;
  if (prefix === '!') return label ?? `@${inner.slice(1)}`;
  // `acme.com` arrives as `<http://acme.com|acme.com>`; a label of the person's own hides the address that matters.
  return label !== undefined && inner.endsWith(label) ? label : inner;
}

/** The words without the mention that called the bot, wherever it stands. */
export function withoutMention(text: string, botUserId: string): string {
  return text.replace(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>[,:]?`, 'g'), ' ').trim();
}
