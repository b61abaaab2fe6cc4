/** Every card and every form at its extremes, on both platforms: inside their limits, and people's words as typed. */
import type { ActionToken } from '../../src/core/cards/button';
import type { Field, FormView } from '../../src/core/forms/form-view';
import type { Reply, View } from '../../src/core/reply';
import {
  complaintsAboutBlocks,
  complaintsAboutView,
  maxMessageText,
  textLength,
} from '../../src/dev/fakes/slack/schema';
import { complaintsAboutCard } from '../../src/dev/fakes/teams/card-check';
import { loadCards } from '../../src/render/cards';
import { createSlackRenderer as createSlackDrawing } from '../../src/platforms/slack/render/draw';
import { encodeToken } from '../../src/platforms/slack/render/tokens';
import { createTeamsRenderer as createTeamsDrawing } from '../../src/platforms/teams/render/draw';
import { features } from '../../src/features';
import type { Json } from '../../src/core/json';
import type { ChangeRequest } from '../../src/outbox/entry';
import { anEntry } from '../support/an-entry';
import { nodesIn, wordsOf } from '../support/chat';
import { quietLog } from '../support/quiet-log';
import { openBot, type BotFixture } from '../support/whole-bot';

const strict = { strict: true, log: quietLog };
const slack = createSlackDrawing(loadCards('slack', encodeToken), strict);
const teams = createTeamsDrawing(strict);
const origin = { place: { platform: 'slack', tenant: 'T0', conversation: 'C0', kind: 'channel' }, user: 'U0' } as const;

const titles = {
  hostile: '<!channel> *x* <https://evil|click> [a](b) ${amount} @everyone',
  long: 'Wide '.repeat(26).trim().slice(0, 128),
  unbroken: 'W'.repeat(128),
  rightToLeft: 'שדרוג חומת אש לשלושה אתרים עם תמיכה',
  emoji: '👩‍💻'.repeat(25),
} as const;

let whole: BotFixture;
let firewall: number;
afterEach(() => whole.stop());

/** A tenant with a great deal of everything, and a dozen opportunities with this title. */
async function openTenant(title: string) {
  whole = await openBot({ opportunities: 60 });
  const { records } = whole.sandbox;
  const stages = records.tenant().picklists['Opportunities.stage'] ?? [];
  const [first] = stages;
  for (let id = 2000; stages.length < 100 && first !== undefined; id++) {
    stages.push({ ...first, value: String(id), label: `${title.slice(0, 40)} ${String(id)}`, isDefaultValue: false });
  }
  for (const { id } of records.list('Companies')) {
    records.edit('Companies', Number(id), { companyName: `${title.slice(0, 90)} Ltd` });
  }
  const [template] = records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  const many = Array.from({ length: 90 }, (_unused, index) => ({
    ...template,
    id: null,
    title,
    stage: Number(stages[index]?.value),
    nextStep: title.repeat(20).slice(0, 500),
    ownerResourceID: 29683408,
    projectedCloseDate: '2026-09-01T00:00:00.000Z',
  }));
  firewall = Math.max(...many.map((one) => records.add('Opportunities', one)));
}

/** What a screen reader reads of each control. */
function checkNames(drawn: unknown): void {
  for (const { type, text, title, label, ...control } of nodesIn(drawn)) {
    const name = typeof text === 'object' ? (text as { text?: unknown } | null)?.text : text;
    if (type === 'button') expect(control['accessibility_label'] ?? name).toMatch(/\w/);
    if (type === 'input') expect(label).toMatchObject({ text: expect.stringMatching(/\S/) as string });
    if (String(type).startsWith('Action.')) expect(title).toMatch(/\w/);
    if (String(type).startsWith('Input.')) expect(label).toMatch(/\S/);
  }
}

function checkView(view: View): string {
  const message = slack.message(view);
  expect(complaintsAboutBlocks(message.blocks)).toEqual([]);
  expect(textLength(message.blocks)).toBeLessThan(maxMessageText);
  const card = teams.view(view);
  expect(complaintsAboutCard(card as never)).toEqual([]);
  expect(wordsOf(card)).not.toContain('\ue000');
  for (const drawn of [message, card]) checkNames(drawn);
  return [wordsOf(message.blocks), wordsOf(card)].join('\u0000');
}

function checkForm(form: FormView): string {
  const modal = slack.form(form, origin);
  expect(complaintsAboutView(modal)).toEqual([]);
  const card = teams.form(form);
  expect(complaintsAboutCard(card as never)).toEqual([]);
  for (const drawn of [modal, card]) checkNames(drawn);
  return [wordsOf(modal), wordsOf(card)].join('\u0000');
}

const viewOf = (reply: Reply): View => {
  if (reply.kind === 'show' || reply.kind === 'replace') return reply.view;
  throw new Error(`It answered ${reply.kind}.`);
};
const formOf = (reply: Reply): FormView => {
  if (reply.kind === 'form') return reply.form;
  throw new Error(`It answered ${JSON.stringify(reply)}.`);
};
const say = async (words: string): Promise<Reply> => whole.bot.route(words).run(whole.newInteraction());
const press = async (token: ActionToken): Promise<Reply> => whole.bot.act(token, whole.newInteraction());
const forms = features.flatMap(({ actions = [] }) => actions.filter(({ opens }) => opens !== undefined));

/** The tokens of every button that a model offers. */
const actionsIn = (model: unknown): ActionToken[] =>
  nodesIn(model).flatMap(({ token }) => (token === undefined ? [] : [token as ActionToken]));

const commands = [
  '',
  'list',
  'mine',
  'overdue',
  'stale quiet:0d',
  'pipeline',
  'digest preview',
  'digest show',
  'watch list',
  'help',
  'whoami',
  'outbox',
];

describe.each(Object.entries(titles))('With a title that is %s', (_kind, title) => {
  /** What stands at the beginning of the title on a line of its own width. */
  const beginning = title.slice(0, 30);

  it('every card is inside the limits and shows it as typed', async () => {
    await openTenant(title);
    const card = checkView(viewOf(await say(String(firewall))));
    for (const half of card.split('\u0000')) expect(half).toContain(beginning);
    for (const words of commands) {
      const view = viewOf(await say(words));
      expect(view.card).not.toBe('problem');
      checkView(view);
    }
    expect(checkView(viewOf(await say(`list "${title.slice(0, 20)}"`)))).toContain(beginning);
  });

  it('the digests of the next day are inside the limits as well, with everything changed', async () => {
    await openTenant(title);
    await say('digest preview');
    whole.advance(25 * 60);
    const { records } = whole.sandbox;
    for (const { id, stage } of records.list('Opportunities', ({ status }) => status === 1)) {
      const changes = {
        stage: stage === 11 ? 12 : 11,
        onetimeRevenue: 987_654,
        projectedCloseDate: '2026-12-24T00:00:00Z',
        lastActivity: '2025-01-01T00:00:00Z',
      };
      records.edit('Opportunities', Number(id), changes);
    }
    for (const words of ['digest preview', 'digest weekly preview']) {
      const view = viewOf(await say(words));
      const drawn = checkView(view);
      expect(drawn).toMatch(/\+\d+ more/);
      for (const action of actionsIn(view.model).filter(({ id }) => id === 'digest.explain')) {
        const figures = viewOf(await press(action));
        checkView(figures);
        for (const row of actionsIn(figures.model)
          .filter(({ id }) => id === 'digest.explain')
          .slice(0, 4)) {
          checkView(viewOf(await press(row)));
        }
      }
    }
  });

  it('every form is inside the limits and shows it as typed', async () => {
    await openTenant(title);
    const lost = whole.sandbox.records.list('Opportunities', ({ status }) => status === 2)[0];
    const entry = anEntry({ wish: wishFull(title), title });
    await whole.outbox.add(entry);
    const payloads: Readonly<Record<string, Json>> = {
      'list.filter': { criteria: { which: 'open', text: title }, page: 0 },
      'outbox.edit': { entry: entry.id },
    };
    for (const action of forms) {
      const id = action.id === 'opportunity.reopen' ? Number(lost?.['id']) : firewall;
      const reply = await press({ id: action.id, v: 1, p: payloads[action.id] ?? { id } });
      const drawn = checkForm(formOf(reply));
      if (['opportunity.edit', 'opportunity.win', 'opportunity.push'].includes(action.id)) {
        for (const half of drawn.split('\u0000')) expect(half).toContain(beginning);
      }
    }
    const message = { text: title.repeat(100), author: title, link: 'https://example.slack.com/archives/C1/p1' };
    expect(checkForm(formOf(await whole.bot.saveMessage(message, whole.newInteraction())))).toContain(
      'characters are left out',
    );
  });
});

/** A change and a note of everything at its longest, waiting to be sent. */
const wishFull = (title: string): ChangeRequest => ({
  kind: 'change',
  opportunity: 29681234,
  changes: { title, nextStep: title.repeat(20).slice(0, 500), projectedCloseDate: '2026-10-01', stage: 13, amount: 10 },
  expected: {},
  note: { title, text: title.repeat(100).slice(0, 3000), written: '2026-09-22T12:00:00Z' },
});

/** What a person might fill in. */
const filledIn = ({ id, type, ...field }: Field): readonly [string, string] => {
  if (id === 'companyID') return [id, '174'];
  if (id === 'ownerResourceID') return [id, '29683408'];
  if (type === 'choice' && 'options' in field) return [id, field.options[0]?.value ?? ''];
  if (type === 'number') return [id, '10'];
  return [id, type === 'date' ? '2027-12-01' : 'Words'];
};

it('a tenant that demands 200 fields of its own has them asked page by page, and the opportunity created', async () => {
  whole = await openBot({ opportunities: 60 });
  for (let count = 1; count <= 200; count++) {
    const definition = { name: `Own ${String(count)}`, dataType: 1, udfType: 8, isRequired: true };
    whole.sandbox.records.add('UserDefinedFieldDefinitions', definition);
  }
  let { key, fields, step } = formOf(await say('new Firewall refresh'));
  expect(step).toMatch(/^Step 1 of \d+$/);
  for (let page = 1; page < 30; page++) {
    const values = Object.fromEntries(fields.filter(({ required }) => required).map((field) => filledIn(field)));
    const reply = await whole.bot.submit(key, { values }, whole.newInteraction());
    if (reply.kind === 'replace') {
      expect(wordsOf(slack.message(reply.view).blocks)).toContain('Created by');
      return;
    }
    const form = formOf(reply as Reply);
    checkForm(form);
    ({ key, fields, step } = form);
  }
  throw new Error(`It never came to an end: ${step}.`);
});

const page = 'words '.repeat(4_000);
it.each([
  '',
  'list ',
  'list owner:"',
  'list close:"',
  'list amount:"',
  'list colour:"',
  'pipeline stage:"',
  'pipeline ',
  'stage 29681235 ',
  'stage ',
  'push 29681235 ',
  'win ',
  'note ',
  'note 29681235 ',
  'new ',
  'history ',
  'watch ',
  'watch channel new>',
  'digest ',
  'connect ',
  'disconnect ',
  'help ',
])('a page of text after "%s" is answered inside the limits', async (words) => {
  whole = await openBot({ opportunities: 20 });
  const { records } = whole.sandbox;
  const [template] = records.list('Opportunities', ({ status }) => status === 1);
  records.add('Opportunities', { ...template, id: 29681235 });
  const reply = await say(`${words}${page}`);
  if (reply.kind === 'form') checkForm(reply.form);
  else checkView(viewOf(reply));
});
