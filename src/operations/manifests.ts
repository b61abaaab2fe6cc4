/** The manifests with the host, the ids and the version of this installation filled in, and whether those written are they. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { checkOk, checkProblem, checkUnknown, type CheckOutcome, type HealthCheck } from '../core/health-check';

export interface Installation {
  /** Undefined where Slack is reached over Socket Mode. */
  readonly publicUrl: string | undefined;
  readonly socketMode: boolean;
  /** Undefined where Teams is not used. */
  readonly teamsAppId: string | undefined;
}

/** Beside `src` and `dist` alike. */
const root = join(__dirname, '..', '..');
const readProjectFile = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');

const placeholderHost = 'https://bot.example.com';
const placeholderId = '00000000-0000-0000-0000-000000000000';

/** Undefined where Slack would not know where to send anything. */
export function slackManifest({ publicUrl, socketMode }: Installation): string | undefined {
  if (!socketMode && publicUrl === undefined) return undefined;
  const text = readProjectFile('manifest', 'slack.json');
  if (!socketMode) return text.replaceAll(placeholderHost, originOf(publicUrl));
  const addresses = new Set(['url', 'request_url', 'message_menu_options_url']);
  const manifest = JSON.parse(text, (key, value: unknown) => {
    if (addresses.has(key)) return undefined;
    return key === 'socket_mode_enabled' ? true : value;
  }) as object;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

type Files = Readonly<Record<string, Uint8Array>>;

/** What Teams takes for an app, as a zip; undefined where the app has no id or no address. */
export function teamsPackage(installation: Installation): Uint8Array | undefined {
  const files = teamsFiles(installation);
  return files === undefined ? undefined : zipSync(files, { level: 0, mtime: firstDay });
}

/** The first that the format knows, so that the same files always give the same zip. */
const firstDay = new Date(1980, 0, 1);

/** All at its top. */
function teamsFiles({ publicUrl, teamsAppId }: Installation): Files | undefined {
  if (publicUrl === undefined || teamsAppId === undefined) return undefined;
  const { version } = JSON.parse(readProjectFile('package.json')) as { version: string };
  const manifest = readProjectFile('manifest', 'teams', 'manifest.json')
    .replaceAll(placeholderId, teamsAppId)
    .replaceAll(placeholderHost, originOf(publicUrl))
    .replace(/"version": "[^"]*"/, `"version": "${version}"`);
  const icon = (name: string): Uint8Array => readFileSync(join(root, 'manifest', 'teams', name));
  return {
    'manifest.json': Buffer.from(manifest),
    'color.png': icon('color.png'),
    'outline.png': icon('outline.png'),
  };
}

const originOf = (publicUrl = ''): string => new URL(publicUrl).origin;

/** Where `npm run manifest` writes to. */
export const manifestFolder = join(__dirname, '..', 'manifest');

export const manifestCheck = (installation: Installation, folder = manifestFolder): HealthCheck => ({
  what: 'Manifests',
  run: () => Promise.resolve(checkManifests(installation, folder)),
});

function checkManifests(installation: Installation, folder: string): CheckOutcome {
  const isSlackCurrent = (written: Buffer): boolean => written.toString() === slackManifest(installation);
  const isTeamsCurrent = (written: Buffer): boolean => hasFiles(written, teamsFiles(installation));
  const there = [
    { file: join(folder, 'slack.json'), isCurrent: isSlackCurrent },
    { file: join(folder, 'teams.zip'), isCurrent: isTeamsCurrent },
  ].filter(({ file }) => existsSync(file));
  if (there.length === 0) return checkUnknown('None were written here: npm run manifest fills in host and ids.');
  if (there.every(({ file, isCurrent }) => isCurrent(readFileSync(file))))
    return checkOk('Those that were written last name this host, these ids and this version.');
  return checkProblem(
    'Those that were written last are of other settings or of another version.',
    'Run npm run manifest again, and upload what it writes to Slack and Teams.',
  );
}

/** Whether a zip holds these files, whatever wrote it. */
function hasFiles(zip: Uint8Array, files: Files = {}): boolean {
  try {
    const written: Files = unzipSync(zip);
    const names = Object.keys(files);
    return (
      names.join() === Object.keys(written).join() &&
      names.every((name) => Buffer.from(files[name] ?? []).equals(written[name] ?? new Uint8Array()))
    );
  } catch {
    return false;
  }
}
