/** Slack's message text → what the person typed. */
const wrapped = /<([^<>|]*)(?:\|([^<>]*))?>/g;
const signs: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Links and mentions become readable words, then the three signs that Slack escapes become themselves again. */
export function unwrap(text: string): string {
  return text
    .replace(wrapped, (_, inner: string, label: string | undefined) => words(inner, label))
    .replace(/&(?:lt|gt|amp);/g, (sign) => signs[sign] ?? sign)
    .trim();
}

function words(inner: string, label: string | undefined): string {
  const sign = inner.charAt(0);
  if (sign === '@' || sign === '#') return `${sign}${label ?? inner.slice(1)}`;
  if (sign === '!') return label ?? `@${inner.slice(1)}`;
  // `acme.com` arrives as `<http://acme.com|acme.com>`; a label of the person's own hides the address that matters.
  return label !== undefined && inner.endsWith(label) ? label : inner;
}

/** The words without the mention that called the bot, wherever it stands. */
export function withoutMention(text: string, botUserId: string): string {
  return text.replace(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>[,:]?`, 'g'), ' ').trim();
}
