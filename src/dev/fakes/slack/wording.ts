/** Words as Slack sends them: three signs escaped, addresses and mentions wrapped. */
import { bot, linkDomains } from './seed';

/** What people see → what a payload says. */
export const formatWireText = (text: string): string =>
  linkUrls(escapeControlCharacters(text)).replaceAll(`@${bot.name}`, `<@${bot.id}>`);

/** Slack escapes these three signs and nothing else. */
export const escapeControlCharacters = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Slack's client makes links of addresses, written out or bare. */
export const linkUrls = (text: string): string =>
  text.replace(/\bhttps?:\/\/[^\s]+|\b[a-z0-9-]+\.(?:com|net|org)\b/gi, (match) =>
    match.includes('://') ? `<${match}>` : `<http://${match}|${match}>`,
  );

export interface Link {
  readonly domain: string;
  readonly url: string;
}

/** The links of a message that the app asked to be told of, each once, as Slack writes them. */
export function linksIn(text: string): readonly Link[] {
  const urls = text.match(/\bhttps?:\/\/[^\s]+/gi) ?? [];
  return [...new Set(urls)].flatMap((url) => {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    const domain = linkDomains.find((known) => host === known || host.endsWith(`.${known}`));
    return domain === undefined ? [] : [{ domain, url: escapeControlCharacters(url) }];
  });
}
