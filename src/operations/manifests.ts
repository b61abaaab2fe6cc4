/** The manifests with the host, the ids and the version of this installation filled in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZipEntry } from './zip';

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

/** What belongs into Teams' zip, all at its top; undefined where the app has no id or no address. */
export function teamsPackage({ publicUrl, teamsAppId }: Installation): readonly ZipEntry[] | undefined {
  if (publicUrl === undefined || teamsAppId === undefined) return undefined;
  const { version } = JSON.parse(readProjectFile('package.json')) as { version: string };
  const manifest = readProjectFile('manifest', 'teams', 'manifest.json')
    .replaceAll(placeholderId, teamsAppId)
    .replaceAll(placeholderHost, originOf(publicUrl))
    .replace(/"version": "[^"]*"/, `"version": "${version}"`);
  const icons = ['color.png', 'outline.png'].map((name) => ({
    name,
    content: readFileSync(join(root, 'manifest', 'teams', name)),
  }));
  return [{ name: 'manifest.json', content: Buffer.from(manifest) }, ...icons];
}

const originOf = (publicUrl = ''): string => new URL(publicUrl).origin;
