/** How people name an opportunity: its number, with or without `#`, or a link to it. */
const numbered = /^#?(\d{1,18})$/;
const linked = /[?&]opportunityid=(\d{1,18})(?:&|#|$)/i;

/** The id that the word names, or undefined when it is no id (then it is a word to search for). */
export function readOpportunityId(word: string): number | undefined {
  const digits = (numbered.exec(word) ?? linked.exec(word) ?? linked.exec(withinShell(word)))?.[1];
  const id = Number(digits);
  return digits !== undefined && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** Characters: an address bar holds no more, and nobody's memory is filled by a link. */
const mostEncoded = 8000;

/**
 * The page that the address bar of Autotask's shell hides: `…/AutotaskOnyx/LandingPage?view-data=` with base64 of
 * `{"url":"…"}`, or of the record's number itself. Empty for anything else. Both addresses must be Autotask's.
 */
function withinShell(word: string): string {
  const shell = addressOf(word);
  if (shell === undefined || !/^\/autotaskonyx\/landingpage\/?$/i.test(shell.pathname)) return '';
  const { url, opportunityId } = dataIn(shell);
  if (typeof opportunityId === 'number') return `?opportunityId=${String(opportunityId)}`;
  return typeof url === 'string' ? (addressOf(url, shell)?.href ?? '') : '';
}

interface ShellData {
  readonly url?: unknown;
  readonly opportunityId?: unknown;
}

function dataIn({ searchParams }: URL): ShellData {
  const [, encoded = ''] = [...searchParams].find(([name]) => name.toLowerCase() === 'view-data') ?? [];
  return (encoded.length > mostEncoded ? undefined : decoded(encoded)) ?? {};
}

/** Undefined for what is no address of Autotask. */
function addressOf(text: string, base?: URL): URL | undefined {
  if (!URL.canParse(text, base?.href)) return undefined;
  const url = new URL(text, base?.href);
  return url.protocol === 'https:' && url.hostname.endsWith('.autotask.net') ? url : undefined;
}

/** In either alphabet of base64, with or without its padding, encoded for an address once more or not. */
function decoded(encoded: string): ShellData | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(decodeURIComponent(encoded), 'base64').toString());
    return typeof data === 'object' && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
