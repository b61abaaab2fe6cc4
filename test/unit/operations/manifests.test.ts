/** What `npm run manifest` writes: the manifests of one installation, and what the doctor says of them later. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { readInstallation } from '../../../src/config';
import { manifestCheck, slackManifest, teamsPackage } from '../../../src/operations/manifests';

const appId = '6f0d5b52-3b0a-4c5e-9b59-9a4a4be2a001';
const env = { PUBLIC_URL: 'https://opp.acme.example/', MicrosoftAppId: appId };
const installation = readInstallation(env);

interface SlackManifest {
  readonly features: { readonly slash_commands: readonly { readonly url?: string }[] };
  readonly settings: {
    readonly socket_mode_enabled: boolean;
    readonly event_subscriptions: { readonly request_url?: string };
    readonly interactivity: { readonly request_url?: string; readonly message_menu_options_url?: string };
  };
}
const zipped = () => Buffer.from(teamsPackage(installation) ?? []);
const slackOf = (text = '{}') => JSON.parse(text) as SlackManifest;

/** The files of a zip, found as every reader finds them: from its end, by its directory. */
function unzip(bytes: Buffer): Readonly<Record<string, Buffer>> {
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
  const files: Record<string, Buffer> = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
    const [size, nameLength, start] = [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString();
    const content = bytes.subarray(start + 30 + nameLength, start + 30 + nameLength + size);
    expect(bytes.readUInt32LE(start)).toBe(0x04034b50);
    expect(bytes.readUInt32LE(at + 16)).toBe(crc32(content));
    files[name] = content;
    at += 46 + nameLength;
  }
  return files;
}

describe('The manifest for Slack', () => {
  it('names this host wherever Slack calls', () => {
    const text = slackManifest(installation) ?? '';
    expect(text).not.toContain('bot.example.com');
    const { features, settings } = slackOf(text);
    const there = 'https://opp.acme.example/slack/events';
    expect(features.slash_commands.map(({ url }) => url)).toEqual([there]);
    expect(settings.event_subscriptions.request_url).toBe(there);
    expect(settings.interactivity.message_menu_options_url).toBe(there);
    expect(settings.socket_mode_enabled).toBe(false);
  });

  it('names no host over Socket Mode', () => {
    const text = slackManifest(readInstallation({ SLACK_APP_TOKEN: 'xapp-1' }));
    expect(text).not.toContain('https://');
    expect(slackOf(text).settings.socket_mode_enabled).toBe(true);
  });

  it('is not written while nobody knows where Slack should call', () => {
    expect(slackManifest(readInstallation({}))).toBeUndefined();
  });
});

describe('The package for Teams', () => {
  it('holds the manifest with this id and host, and both icons, at its top', () => {
    const files = unzip(zipped());
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const text = files['manifest.json']?.toString() ?? '';
    expect(text).not.toMatch(/bot\.example\.com|00000000-0000/);
    expect(JSON.parse(text)).toMatchObject({
      id: appId,
      bots: [{ botId: appId }],
      composeExtensions: [{ botId: appId }],
    });
    expect(files['color.png']?.subarray(1, 4).toString()).toBe('PNG');
  });

  it('is the same each time, so that it can be compared', () => {
    expect(zipped()).toEqual(zipped());
  });

  it('is not written without an id', () => {
    expect(teamsPackage(readInstallation({ PUBLIC_URL: env.PUBLIC_URL }))).toBeUndefined();
  });
});

describe('The doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const look = (settings: Record<string, string>) =>
    manifestCheck(readInstallation(settings), folder).run(AbortSignal.timeout(5_000));

  it('knows when none were written, when they fit, and when the settings are others by now', async () => {
    expect(await look(env)).toMatchObject({ state: 'known' });
    writeFileSync(join(folder, 'slack.json'), slackManifest(installation) ?? '');
    writeFileSync(join(folder, 'teams.zip'), zipped());
    expect(await look(env)).toMatchObject({ state: 'ok' });
    expect(await look({ ...env, PUBLIC_URL: 'https://elsewhere.example' })).toMatchObject({ state: 'problem' });
    expect(await look({ ...env, MicrosoftAppId: appId.replace('6', '7') })).toMatchObject({ state: 'problem' });
  });
});
