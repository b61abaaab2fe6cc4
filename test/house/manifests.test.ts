/** The manifests are what the platforms take, name what the code does, and ask for no more than it needs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { z } from 'zod';
import { features } from '../../src/features';
import { readPng } from '../support/png';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const json = (path: string) => JSON.parse(read(path)) as unknown;
const usages = features.flatMap(({ commands = [] }) => commands);

/** Lengths as api.slack.com/reference/manifests states them. */
const text = (most: number) => z.string().min(1).max(most);
const slackManifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number() }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
    long_description: z.string().min(175).max(4000),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(['global', 'message']),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .max(10),
    slash_commands: z.array(
      z.strictObject({
        command: text(32).startsWith('/'),
        url: z.url(),
        description: text(2000),
        usage_hint: text(1000),
        should_escape: z.literal(false),
      }),
    ),
    unfurl_domains: z.array(z.string()).max(5),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: z.url(), bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: z.url(),
      message_menu_options_url: z.url(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});
const slack = slackManifest.parse(json('manifest/slack.json'));

interface TeamsCommand {
  readonly title: string;
  readonly description: string;
}
interface ExtensionCommand {
  readonly id: string;
  readonly parameters?: readonly { name: string }[];
}
interface TeamsManifest {
  readonly accentColor: string;
  readonly bots: readonly { commandLists: readonly { commands: readonly TeamsCommand[] }[] }[];
  readonly composeExtensions: readonly { commands: readonly ExtensionCommand[] }[];
}
const teams = json('manifest/teams/manifest.json') as TeamsManifest;

/** What each scope is for: a method of the Web API, an event, or a feature of the manifest. */
const needs: Readonly<Record<string, readonly string[]>> = {
  commands: ['slash_commands'],
  'chat:write': ['chat.postMessage', 'chat.postEphemeral', 'chat.update'],
  'users:read': ['users.info'],
  'users:read.email': ['users.info', 'users.lookupByEmail'],
  'im:write': ['conversations.open'],
  'im:history': ['message.im'],
  'app_mentions:read': ['app_mention'],
  'links:read': ['link_shared'],
  'links:write': ['chat.unfurl'],
  'channels:read': ['conversations.info'],
  'groups:read': ['conversations.info'],
};
/** Without these everything works as well: it is only not known whether an interrupted digest arrived. */
const optional: typeof needs = {
  'channels:history': ['conversations.history'],
  'groups:history': ['conversations.history'],
};
const sourceOf = (room: string) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`${room}/${file}`))
    .join('\n');
const adapter = sourceOf('src/platforms/slack');

describe('The Slack manifest', () => {
  it('asks for the scopes that something needs, and for all of them', () => {
    const { bot, bot_optional: extra } = slack.oauth_config.scopes;
    expect([...bot].sort()).toEqual(Object.keys(needs).sort());
    expect([...extra].sort()).toEqual(Object.keys(optional).sort());
    const used = new Set([...adapter.matchAll(/client\.([a-z]+\.[a-zA-Z]+)\(/g)].map(([, method = '']) => method));
    const known = new Set([...used, ...slack.settings.event_subscriptions.bot_events, 'slash_commands']);
    for (const reasons of Object.values({ ...needs, ...optional }))
      expect(reasons.filter((reason) => !known.has(reason))).toEqual([]);
    const free = ['auth.test', 'views.open', 'views.update', 'views.publish', 'chat.getPermalink'];
    const granted = new Set([...Object.values({ ...needs, ...optional }).flat(), ...free]);
    expect([...used].filter((method) => !granted.has(method))).toEqual([]);
  });

  it('asks for what the text beside it says, and why', () => {
    const rows = read('manifest/README.md').match(/^\| `[a-z]+(:[^|]*)?`.*\|.*\|$/gm) ?? [];
    const told = rows.flatMap((row) => row.match(/`[a-z_]+:[a-z.]+`|`commands`/g) ?? []).map((one) => one.slice(1, -1));
    const { bot, bot_optional: extra } = slack.oauth_config.scopes;
    expect(told.sort()).toEqual([...bot, ...extra].sort());
  });

  it('hears the events that the adapter listens to, and no others', () => {
    const listened = [...adapter.matchAll(/app\.event\('([a-z_]+)'/g)].map(([, name = '']) => name);
    const heard = slack.settings.event_subscriptions.bot_events.map((name) => name.replace(/^message\..*/, 'message'));
    expect(heard.sort()).toEqual(listened.sort());
  });

  it('names the shortcuts that the adapter knows, each of its kind', () => {
    const known = adapter.matchAll(/app\.shortcut<\w+>\(\{ type: '(\w+)', callback_id: '(\w+)' \}/g);
    const kinds: Readonly<Record<string, string>> = { shortcut: 'global', message_action: 'message' };
    const shortcuts = slack.features.shortcuts.map(({ type, callback_id: id }) => [type, id]);
    expect(shortcuts).toEqual([...known].map(([, kind = '', id]) => [kinds[kind], id]));
  });

  it('names the slash command that help is written with', () => {
    const [, usual] = /\bcommand = '([^']+)'/.exec(read('src/platforms/slack/index.ts')) ?? [];
    expect(slack.features.slash_commands.map(({ command }) => command)).toEqual([usual]);
  });

  it('sends everything to the one address that is listened at', () => {
    const { event_subscriptions: events, interactivity } = slack.settings;
    const [, path = ''] = /path: '([^']+)', handler: receive\b/.exec(read('src/app.ts')) ?? [];
    const urls = [
      ...slack.features.slash_commands.map(({ url }) => url),
      events.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
    ];
    expect(new Set(urls)).toEqual(new Set([`https://bot.example.com${path}`]));
    expect(path).not.toBe('');
  });
});

describe('The Teams manifest', () => {
  it('is what Microsoft’s own schema wants', () => {
    const schema = json(
      'node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json',
    );
    const validate = new Ajv({ strict: false, allErrors: true, logger: false }).compile(schema as object);
    validate(teams);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('suggests commands as they are', () => {
    for (const { commands } of teams.bots.flatMap(({ commandLists }) => commandLists)) {
      for (const { title, description } of commands) {
        expect(usages.find(({ name }) => name === title)?.summary).toBe(description);
        // The schema takes 4000, but a menu is read at a glance; earlier manifests took no more.
        expect(description.length).toBeLessThanOrEqual(128);
      }
    }
  });

  it('names the search and the action that the adapter knows, and what is typed into the search', () => {
    const source = sourceOf('src/platforms/teams');
    const known = source.matchAll(/commandId: z\.literal\('(\w+)'\)/g);
    const commands = teams.composeExtensions.flatMap((extension) => extension.commands);
    expect(commands.map(({ id }) => id).sort()).toEqual([...known].map(([, id]) => id).sort());
    const looked = source.matchAll(/\bname === '(\w+)'\)\?\.value/g);
    const typed = commands.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name));
    expect(typed).toEqual([...looked].map(([, name]) => name));
  });

  it('is drawn on its accent colour, 192 pixels wide and high', () => {
    const { width, height, pixels } = picture('color.png');
    expect([width, height]).toEqual([192, 192]);
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(teams.accentColor.slice(at, at + 2), 16));
    const corners = [0, 191, 192 * 191, 192 * 192 - 1].map((at) => pixels[at]);
    expect(corners).toEqual(corners.map(() => [red, green, blue, 255]));
    expect(new Set(pixels.map(String)).size).toBeGreaterThan(1);
    expect(pixels.filter(([, , , opaque]) => opaque < 255)).toEqual([]);
  });

  it('has an outline of 32 pixels, white on nothing', () => {
    const { width, height, pixels } = picture('outline.png');
    expect([width, height]).toEqual([32, 32]);
    const seen = pixels.filter(([, , , opaque]) => opaque > 0);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(pixels.length / 2);
    expect(seen.filter(([red, green, blue]) => Math.min(red, green, blue) < 255)).toEqual([]);
  });
});

const picture = (file: string) => readPng(readFileSync(join(root, 'manifest/teams', file)));
