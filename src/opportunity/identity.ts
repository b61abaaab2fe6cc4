/** How people name an opportunity: its number, with or without `#`, or a link to it. */
const numberPattern = /^#?(\d{1,18})$/;
const opportunityLinkPattern = /[?&]opportunityid=(\d{1,18})(?:&|#|$)/i;

/** The id that the word names, or undefined when it is no id (then it is a word to search for). */
export function parseOpportunityId(word: string): number | undefined {
  const digits = (numberPattern.exec(word) ??
    opportunityLinkPattern.exec(word) ??
    opportunityLinkPattern.exec(recordAddressInShell(word)))?.[1];
  const id = Number(digits);
  return digits !== undefined && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** Characters: an address bar holds no more, and nobody's memory is filled by a link. */
const maxEncodedLength = 8000;

/**
 * The page that the address bar of Autotask's shell hides: `…/AutotaskOnyx/LandingPage?view-data=` with base64 of
 * `{"url":"…"}`, or of the record's number itself. Empty for anything else. Both addresses must be Autotask's.
 */
function recordAddressInShell(word: string): string {
  const shell = autotaskUrl(word);
  if (shell === undefined || !/^\/autotaskonyx\/landingpage\/?$/i.test(shell.pathname)) return '';
  const { url, opportunityId } = shellDataOf(shell);
  if (typeof opportunityId === 'number') return `?opportunityId=${String(opportunityId)}`;
  return typeof url === 'string' ? (autotaskUrl(url, shell)?.href ?? '') : '';
}

interface ShellData {
  readonly url?: unknown;
  readonly opportunityId?: unknown;
}

function shellDataOf({ searchParams }: URL): ShellData {
  const [, encoded = ''] = [...searchParams].find(([name]) => name.toLowerCase() === 'view-data') ?? [];
  return (encoded.length > maxEncodedLength ? undefined : decodeShellData(encoded)) ?? {};
}

/** Undefined for what is no address of Autotask. */
function autotaskUrl(text: string, base?: URL): URL | undefined {
  if (!URL.canParse(text, base?.href)) return undefined;
  const url = new URL(text, base?.href);
  return url.protocol === 'https:' && url.hostname.endsWith('.autotask.net') ? url : undefined;
}

/** In either alphabet of base64, with or without its padding, encoded for an address once more or not. */
function decodeShellData(encoded: string): ShellData | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(decodeURIComponent(encoded), 'base64').toString());
    return typeof data === 'object' && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
