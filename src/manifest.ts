/** `npm run manifest`: writes the manifests of this installation, ready to be uploaded. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInstallation } from './config';
import { loadEnvironment } from './config/env-file';
import { manifestFolder, slackManifest, teamsPackage } from './operations/manifests';
import { ConfigurationError } from './config/settings';

function main(folder: string): void {
  const installation = readInstallation(loadEnvironment());
  mkdirSync(folder, { recursive: true });
  const slack = slackManifest(installation);
  if (slack === undefined) console.log('Slack: set PUBLIC_URL first, or SLACK_APP_TOKEN for Socket Mode.');
  else writeManifest(join(folder, 'slack.json'), slack, 'api.slack.com/apps > Create New App > From a manifest');
  const teams = teamsPackage(installation);
  if (teams === undefined) console.log('Teams: set PUBLIC_URL and MicrosoftAppId first.');
  else writeManifest(join(folder, 'teams.zip'), teams, 'Teams admin center > Manage apps > Upload new app');
}

function writeManifest(file: string, content: string | Uint8Array, where: string): void {
  writeFileSync(file, content);
  console.log(`${file}\n    for ${where}`);
}

try {
  main(process.argv[2] ?? manifestFolder);
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
