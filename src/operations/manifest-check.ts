/** Whether the manifests that were last written here are those of these settings. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkOk, checkUnknown, checkProblem, type HealthCheck, type CheckOutcome } from '../core/health-check';
import { slackManifest, teamsPackage, type Installation } from './manifests';
import { zip } from './zip';

/** Where `npm run manifest` writes to. */
export const manifestFolder = join(__dirname, '..', 'manifest');

export const manifestCheck = (installation: Installation, folder = manifestFolder): HealthCheck => ({
  what: 'Manifests',
  run: () => Promise.resolve(checkManifests(installation, folder)),
});

function checkManifests(installation: Installation, folder: string): CheckOutcome {
  const teams = teamsPackage(installation);
  const expected = [
    { file: join(folder, 'slack.json'), content: slackManifest(installation) },
    { file: join(folder, 'teams.zip'), content: teams === undefined ? undefined : zip(teams) },
  ];
  const there = expected.filter(({ file }) => existsSync(file));
  if (there.length === 0) return checkUnknown('None were written here: npm run manifest fills in host and ids.');
  const stale = there.filter(({ file, content }) => !readFileSync(file).equals(Buffer.from(content ?? '')));
  if (stale.length === 0) return checkOk('Those that were written last name this host, these ids and this version.');
  return checkProblem(
    'Those that were written last are of other settings or of another version.',
    'Run npm run manifest again, and upload what it writes to Slack and Teams.',
  );
}
