/** Whether the manifests that were last written here are those of these settings. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fine, known, wrong, type Check, type Found } from '../core/finding';
import { slackManifest, teamsPackage, type Installation } from './manifests';
import { zip } from './zip';

/** Where `npm run manifest` writes to. */
export const manifestFolder = join(__dirname, '..', 'manifest');

export const manifestCheck = (installation: Installation, folder = manifestFolder): Check => ({
  what: 'Manifests',
  look: () => Promise.resolve(look(installation, folder)),
});

function look(installation: Installation, folder: string): Found {
  const teams = teamsPackage(installation);
  const wanted = [
    { file: join(folder, 'slack.json'), content: slackManifest(installation) },
    { file: join(folder, 'teams.zip'), content: teams === undefined ? undefined : zip(teams) },
  ];
  const there = wanted.filter(({ file }) => existsSync(file));
  if (there.length === 0) return known('None were written here: npm run manifest fills in host and ids.');
  const stale = there.filter(({ file, content }) => !readFileSync(file).equals(Buffer.from(content ?? '')));
  if (stale.length === 0) return fine('Those that were written last name this host, these ids and this version.');
  return wrong(
    'Those that were written last are of other settings or of another version.',
    'Run npm run manifest again, and upload what it writes to Slack and Teams.',
  );
}
