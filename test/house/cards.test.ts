/** Every view has both templates and a sample that is what the view makes now; what a person reads of it is as written down. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ActionToken } from '../../src/core/cards/button';
import { complaintsAboutBlocks, maxMessageText, textLength } from '../../src/dev/fakes/slack/schema';
import { complaintsAboutCard } from '../../src/dev/fakes/teams/card-check';
import { features } from '../../src/features';
import type { View } from '../../src/core/reply';
import { loadCards } from '../../src/render/cards';
import { mrkdwn } from '../../src/render/escapes';
import { createSlackRenderer as createSlackDrawing } from '../../src/platforms/slack/render/draw';
import { encodeToken } from '../../src/platforms/slack/render/tokens';
import { createTeamsRenderer as createTeamsDrawing } from '../../src/platforms/teams/render/draw';
import { linesRead, sideBySide } from '../support/card-words';
import { quietLog } from '../support/quiet-log';
import { samples } from '../support/sample-views';

const folder = join(__dirname, '../../cards');
const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as unknown;
const namesIn = (part: string) =>
  readdirSync(join(folder, part))
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
const viewed = samples.map(([name]) => name).sort();

/** What each card says, in order: `S` and `T` mark what Slack or Teams alone says. `WRITE_CARDS=1` writes it anew, to be read. */
const tables = join(__dirname, 'what-cards-say.txt');
const tableOf = (view: View): string =>
  sideBySide(linesRead(slack.message(view).blocks), linesRead(teams.view(view))).join('\n');
beforeAll(() => {
  if (process.env['WRITE_CARDS'] === undefined) return;
  writeFileSync(tables, samples.map(([name, view]) => `# ${name}\n${tableOf(view)}\n`).join('\n'));
});
const writtenDown = (name: string): string | undefined =>
  readFileSync(tables, 'utf8').match(
    new RegExp(`^# ${name.replace('.', '\\.')}\\n([^]*?)\\n(?:\\n#|$(?![^]))`, 'm'),
  )?.[1];

const strict = { strict: true, log: quietLog };
const slack = createSlackDrawing(loadCards('slack', encodeToken), strict);
const teams = createTeamsDrawing(strict);

describe('The cards', () => {
  it('have a sample for each view, and no other', () => {
    expect(namesIn('samples')).toEqual(viewed);
  });

  describe.each(samples)('%s', (name, view) => {
    it('has a sample that is what the view makes now', () => {
      expect(read(`samples/${name}.json`)).toEqual(JSON.parse(JSON.stringify(view.model)));
    });

    it('says everything in words as well', () => {
      expect(view.text).not.toBe('');
      expect(view.text).not.toContain('undefined');
    });

    it('is drawn for Slack as its schema and limits demand', () => {
      const { blocks, text } = slack.message(view);
      expect(complaintsAboutBlocks(blocks)).toEqual([]);
      expect(textLength(blocks)).toBeLessThan(maxMessageText);
      expect(text).toBe(mrkdwn(view.text));
    });

    it('is drawn for Teams as its schema and limits demand', () => {
      expect(complaintsAboutCard(teams.view(view) as never)).toEqual([]);
    });

    it('says to a person, in order, what is written down', () => {
      expect(tableOf(view)).toBe(writtenDown(name));
    });
  });
});

/** Every text of every template, with the object it stands in. */
function textsIn(node: unknown, path: string): { path: string; object: Record<string, unknown>; text: string }[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => textsIn(item, `${path}[${String(index)}]`));
  if (typeof node !== 'object' || node === null) return [];
  const object = node as Record<string, unknown>;
  return Object.entries(object).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string'
      ? [{ path: `${path}.${name}`, object, text: value }]
      : textsIn(value, `${path}.${name}`),
  );
}
const templates = (platform: 'slack' | 'teams') =>
  namesIn(platform).flatMap((card) => textsIn(read(`${platform}/${card}.json`), card));
/** `mentions` is what the adapter itself wrote, whatever the model says. */
const isBare = (text: string, escape: string): boolean =>
  [...text.matchAll(/\$\{([^}]*)\}/g)].some(
    ([, inside = '']) => !inside.includes(`${escape}(`) && !/url$|^mentions$/.test(inside),
  );

describe('What people wrote is escaped wherever it could mean something', () => {
  it.each(
    templates('slack')
      .filter(({ object }) => object['type'] === 'mrkdwn')
      .map((one) => [one.path, one] as const),
  )('in %s of Slack, where links are only what the template makes', (_path, { object, text }) => {
    expect(isBare(text, 'mrkdwn')).toBe(false);
    expect(object['verbatim']).toBe(true);
  });

  it.each(
    templates('teams')
      .filter(({ object }) => object['type'] === 'TextBlock')
      .map((one) => [one.path, one] as const),
  )('in %s of Teams', (_path, { text }) => {
    expect(isBare(text, 'md')).toBe(false);
  });
});

describe('On Teams a button that opens a form asks for a dialog, and any other one executes, for old clients submits', () => {
  const buttonsIn = (node: unknown): Record<string, unknown>[] => {
    if (Array.isArray(node)) return node.flatMap(buttonsIn);
    if (typeof node !== 'object' || node === null) return [];
    const { data, fallback, ...rest } = node as Record<string, unknown>;
    const isOurs = typeof data === 'object' && data !== null && 'bot' in data;
    return isOurs ? [{ ...rest, data, fallback }] : Object.values(rest).flatMap(buttonsIn);
  };
  const drawn = samples
    .map(([name, view]) => [name, buttonsIn(teams.view(view))] as const)
    .filter(([, buttons]) => buttons.length > 0);

  it.each(drawn)('%s', (_name, buttons) => {
    for (const { type, data, fallback } of buttons) {
      const { id } = (JSON.parse((data as { bot: string }).bot) as { token: ActionToken }).token;
      const opens = features.flatMap(({ actions = [] }) => actions).find((action) => action.id === id)?.opens;
      expect(type).toBe(opens === undefined ? 'Action.Execute' : 'Action.Submit');
      if (opens === undefined) expect(fallback).toMatchObject({ type: 'Action.Submit', data });
      else expect(data).toMatchObject({ msteams: { type: 'task/fetch' } });
    }
  });
});
