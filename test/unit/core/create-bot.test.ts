import { z } from 'zod';
import type { Interaction } from '../../../src/core/interaction';
import { defineButton } from '../../../src/core/cards/button';
import { createFeatureRegistry } from '../../../src/core/feature-registry';
import type { EntryPointHandlers } from '../../../src/core/entry-points';
import { createShutdownAbort } from '../../../src/core/shutdown';
import { createBot } from '../../../src/core/create-bot';
import { AccessDenied, Rejected, Unavailable } from '../../../src/core/errors';
import { handleButton, type Feature } from '../../../src/core/feature';
import { openForm, defineForm, invalidSubmission } from '../../../src/core/forms/definition';
import { noMetrics } from '../../../src/core/metrics';
import { createCardRegistry } from '../../../src/core/cards/card-refresh';
import { replaceWith, showToAsker, type Reply, type View } from '../../../src/core/reply';
import { createMemoryStore } from '../../support/memory-store';
import { quietLog } from '../../support/quiet-log';

const say = (text: string): View => ({ card: 'notice', model: {}, text });
const saidBy = (reply: { kind: string; view?: View }) => reply.view?.text;
const numbers: Interaction[] = [];
const arrives = (name = 'Sam', more: Partial<Interaction> = {}): Interaction => {
  const arrival: Interaction = {
    id: `delivery-${String(numbers.length)}`,
    person: { platform: 'slack', tenant: 'T1', id: 'U1', name, standing: 'member' },
    conversation: { platform: 'slack', tenant: 'T1', conversation: 'C1', kind: 'channel' },
    isAutoRefresh: false,
    prefix: '/opp ',
    ...more,
  };
  numbers.push(arrival);
  return arrival;
};

const read = z.object({ id: z.number() });
const button = defineButton({ id: 'go', version: 2, opens: 'form', title: 'Go', readers: { 2: read } });
const outcomes: Record<string, () => Promise<Reply | ReturnType<typeof invalidSubmission>>> = {
  fine: () => Promise.resolve(replaceWith(say('done'))),
  refused: () =>
    Promise.reject(new Rejected('Autotask says no.', { reason: 'Wrong reason.', hidden: 'Not on the form.' })),
  down: () => Promise.reject(new Unavailable('Autotask is down.')),
  broken: () => Promise.reject(new TypeError('secret detail')),
  invalid: () => Promise.resolve(invalidSubmission({ reason: 'Not this one.' })),
};
const form = defineForm<null, { id: number; agreed?: boolean | undefined }>({
  id: 'go',
  version: 1,
  title: 'Go',
  submitLabel: 'Go',
  states: { 1: z.object({ id: z.number(), agreed: z.boolean().optional() }) },
  open: () =>
    Promise.resolve({ fields: [{ id: 'reason', label: 'Reason', type: 'text', max: 20, required: true }], values: {} }),
  submit: (_context, raw, { id, agreed = false }) =>
    raw['reason'] === 'asks' && !agreed
      ? Promise.resolve({
          kind: 'ask',
          cautions: ['Gone.'],
          errors: { reason: 'Gone.', hidden: 'Gone.' },
          state: { id, agreed: true },
          submit: 'Save anyway',
        })
      : (outcomes[raw['reason'] ?? '']?.() ?? Promise.resolve(replaceWith(say('done')))),
});
const keepForm = defineForm<null, { message: { text: string; author: string } }>({
  id: 'keep',
  version: 1,
  title: 'Keep',
  submitLabel: 'Keep',
  states: { 1: z.object({ message: z.object({ text: z.string(), author: z.string() }) }) },
  open: (_context, { message }) =>
    Promise.resolve({
      fields: [{ id: 'text', label: 'Text', type: 'text', max: 200, required: true }],
      values: { text: `${message.author}: ${message.text}` },
    }),
  submit: () => Promise.resolve(replaceWith(say('kept'))),
});
const lookForm = defineForm<null, Record<string, never>>({
  id: 'look',
  version: 1,
  title: 'Look',
  submitLabel: 'Look',
  states: { 1: z.object({}) },
  open: () => Promise.resolve({ fields: [], values: {} }),
  submit: () => Promise.resolve(showToAsker(say('looked'))),
});
const noHelp = { summary: '', usage: '', examples: [] } as const;
const feature: Feature<null> = {
  commands: [
    {
      name: 'find',
      ...noHelp,
      audience: 'linked',
      run: (_c, { values }) => Promise.resolve(showToAsker(say(`found ${values.join('+')}`))),
    },
    {
      name: 'help',
      ...noHelp,
      audience: 'everyone',
      run: () => Promise.resolve(showToAsker(say('help'))),
    },
    {
      name: 'go',
      aliases: ['walk'],
      ...noHelp,
      audience: 'linked',
      opens: () => 'Go',
      run: (context) => Promise.resolve(context.user.id === 0 ? showToAsker(say('')) : openForm('go', { id: 1 })),
    },
  ],
  actions: [handleButton<null, { id: number }>(button, (_context, { id }) => Promise.resolve(openForm('go', { id })))],
  forms: [form, keepForm, lookForm],
};
const lines: { facts: object; message: string }[] = [];
const log = { ...quietLog, error: (facts: object, message: string) => void lines.push({ facts, message }) };

const store = createMemoryStore();
const shelf = createCardRegistry(store);
/** What the entrances lead to: told by what is asked of them. */
const entries: EntryPointHandlers<null> = {
  searchFormId: 'look',
  saveMessageFormId: 'keep',
  home: ({ user }) => Promise.resolve(say(`home of ${user.name}`)),
  findMatches: (_context, typed) =>
    typed === 'down'
      ? Promise.reject(new Unavailable('Autotask is down.'))
      : Promise.resolve([{ title: typed, description: '', pick: { id: 'go', v: 2, p: { id: 1 } } }]),
  unfurl: (_context, link) => (link === 'gone' ? Promise.reject(new TypeError('x')) : Promise.resolve(say(link))),
};
const bot = createBot<null>({
  entries,
  cardRegistry: shelf,
  cardRefresh: { enqueue: () => Promise.resolve() },
  registry: createFeatureRegistry([feature]),
  defaults: { fallback: 'find', empty: 'help' },
  services: () => null,
  permit: () => undefined,
  admit: ({ name }) =>
    name === 'Stranger'
      ? Promise.reject(new AccessDenied('I do not know you.'))
      : Promise.resolve({ id: 4, name, email: '' }),
  shutdown: createShutdownAbort(),
  explain: (error, reference) => say(`${error?.userMessage ?? 'fault'} (${reference})`),
  store,
  clock: () => new Date(0),
  newReference: () => 'REF1',
  log: { ...log, child: () => log },
  meter: noMetrics,
});
const opened = async (arrival = arrives()) => {
  const reply = await bot.route('go').run(arrival);
  if (reply.kind !== 'form') throw new Error(`It answered ${reply.kind}.`);
  return reply.form;
};

describe('The bot', () => {
  it('takes an unknown first word for a search and nothing for the default', async () => {
    expect(saidBy(await bot.route('acme firewall').run(arrives()))).toBe('found acme+firewall');
    expect(saidBy(await bot.route('  ').run(arrives()))).toBe('help');
    expect(saidBy(await bot.route('FIND acme').run(arrives()))).toBe('found acme');
  });

  it('tells before anything is looked up whether words or a button end in a form', () => {
    expect(bot.route('walk 5').formTitle).toBe('Go');
    expect(bot.route('acme').formTitle).toBeUndefined();
    expect(['walk 5', 'acme', ''].filter((words) => bot.route(words).changesAtOnce)).toEqual([]);
    expect(bot.formTitleForButton({ id: 'go', v: 1, p: null })).toBe('Go');
    expect(bot.formTitleForButton({ id: 'gone', v: 1, p: null })).toBeUndefined();
  });

  it('lets a stranger see help and nothing else', async () => {
    expect(saidBy(await bot.route('help').run(arrives('Stranger')))).toBe('help');
    expect(saidBy(await bot.route('acme').run(arrives('Stranger')))).toBe('I do not know you. (REF1)');
    expect(saidBy(await bot.act({ id: 'go', v: 2, p: { id: 1 } }, arrives('Stranger')))).toBe(
      'I do not know you. (REF1)',
    );
    const form = await opened();
    expect(await bot.submit(form.key, { values: { reason: 'fine' } }, arrives('Stranger'))).toMatchObject({
      kind: 'invalid',
      form: { problem: 'I do not know you. (REF1)' },
    });
  });

  it('acts once on a delivery that comes twice', async () => {
    const arrival = arrives();
    expect((await bot.route('acme').run(arrival)).kind).toBe('show');
    expect((await bot.route('acme').run(arrival)).kind).toBe('none');
  });

  it('draws a card anew for each time that its client asks, since the answer is in the response alone', async () => {
    const arrival = arrives('Sam', { isAutoRefresh: true });
    const asks = () => bot.act({ id: 'go', v: 2, p: { id: 1 } }, arrival);
    expect([(await asks()).kind, (await asks()).kind]).toEqual(['form', 'form']);
  });

  it('answers a button of an unknown card or version with words', async () => {
    expect(saidBy(await bot.act({ id: 'gone', v: 1, p: null }, arrives()))).toContain('no longer know');
    expect(saidBy(await bot.act({ id: 'go', v: 1, p: { id: 1 } }, arrives()))).toContain('cannot read');
    expect(saidBy(await bot.act({ id: 'go', v: 2, p: { id: 'x' } }, arrives()))).toContain('cannot read');
  });

  it('opens a form with the card that it came from', async () => {
    const card = { place: arrives().conversation, message: '17.1' };
    const form = await opened(arrives('Sam', { card }));
    expect(form).toMatchObject({ key: { id: 'go', v: 1, state: { id: 1 } }, title: 'Go', submit: 'Go', card });
  });
});

describe('A submission that does not go through keeps what was typed', () => {
  const submitted = async (reason: string) => {
    const form = await opened();
    return { form, result: await bot.submit(form.key, { values: { reason } }, arrives()) };
  };

  it('when a field is wrong', async () => {
    const { form, result } = await submitted('invalid');
    expect(result).toEqual({
      kind: 'invalid',
      form: { ...form, values: { reason: 'invalid' }, errors: { reason: 'Not this one.' }, problem: '' },
    });
  });

  it('when something would be lost: the second submission of the same form carries what was agreed', async () => {
    const { form, result } = await submitted('asks');
    const asked = { ...form, key: { ...form.key, state: { id: 1, agreed: true } }, submit: 'Save anyway' };
    expect(result).toEqual({
      kind: 'invalid',
      form: { ...asked, cautions: ['Gone.'], errors: { reason: 'Gone.' }, values: { reason: 'asks' } },
    });
    expect((await bot.submit(asked.key, { values: { reason: 'asks' } }, arrives())).kind).toBe('replace');
  });

  it('when the form itself can tell', async () => {
    const { form } = await submitted('fine');
    expect(await bot.check(form.key, {})).toEqual({ reason: 'Reason is needed.' });
    const { result } = await submitted('far more than twenty characters');
    expect(result).toMatchObject({
      kind: 'invalid',
      form: { errors: { reason: expect.stringContaining('At most 20') as string } },
    });
  });

  it('when Autotask refuses: its words, and the field that it names', async () => {
    const { result } = await submitted('refused');
    expect(result).toMatchObject({
      kind: 'invalid',
      form: { values: { reason: 'refused' }, errors: { reason: 'Wrong reason.' }, problem: 'Autotask says no. (REF1)' },
    });
  });

  it('when Autotask is down', async () => {
    const form = { values: { reason: 'down' }, problem: 'Autotask is down. (REF1)' };
    expect((await submitted('down')).result).toMatchObject({ kind: 'invalid', form });
  });

  it('when the fault is ours: no detail is shown, and the log has it', async () => {
    const { result } = await submitted('broken');
    expect(result).toMatchObject({ form: { problem: 'fault (REF1)' } });
    expect(lines.at(-1)).toMatchObject({ message: 'fault', facts: { err: new TypeError('secret detail') } });
  });

  it('and goes through once it is right', async () => {
    const { result } = await submitted('fine');
    expect(result).toEqual(replaceWith(say('done')));
  });
});

describe('What is no text', () => {
  const nul = String.fromCharCode(0);

  it('is taken out of words, searches, messages and the values of a form', async () => {
    expect(saidBy(await bot.route(`f${nul}ire`).run(arrives()))).toBe('found fire');
    expect(bot.route(`w${nul}alk`).formTitle).toBe('Go');
    expect(await bot.findMatches(`f${nul}ire`, arrives())).toMatchObject({ results: [{ title: 'fire' }] });
    const kept = await bot.saveMessage({ text: `O${nul}ne`, author: `Da${nul}na` }, arrives());
    expect(kept).toMatchObject({ form: { values: { text: 'Dana: One' } } });
    const { key } = await opened();
    expect(await bot.check(key, { reason: nul })).toEqual({ reason: 'Reason is needed.' });
    const sent = await bot.submit(key, { values: { reason: `inva${nul}lid` } }, arrives());
    expect(sent).toMatchObject({ form: { values: { reason: 'invalid' } } });
  });
});

describe('Ways in without words', () => {
  const message = { text: 'They want a quote', author: 'Dana' };

  it('lead a colleague to their page, to what a search finds, to a card, and to the forms', async () => {
    expect(await bot.home(arrives())).toEqual(say('home of Sam'));
    expect(await bot.findMatches('fire', arrives())).toMatchObject({ results: [{ title: 'fire' }], problem: '' });
    expect(await bot.unfurl('link', arrives())).toEqual(say('link'));
    expect(bot.titles).toEqual({ search: 'Look', saveMessage: 'Keep' });
    expect(await bot.search(arrives())).toMatchObject({ kind: 'form', form: { title: 'Look' } });
    expect(await bot.saveMessage(message, arrives())).toMatchObject({
      kind: 'form',
      form: { title: 'Keep', values: { text: 'Dana: They want a quote' } },
    });
  });

  it('tell a stranger why not, and show nothing of a link', async () => {
    expect((await bot.home(arrives('Stranger'))).text).toBe('I do not know you. (REF1)');
    expect(await bot.findMatches('fire', arrives('Stranger'))).toEqual({
      results: [],
      problem: 'I do not know you. (REF1)',
    });
    expect(saidBy(await bot.search(arrives('Stranger')))).toBe('I do not know you. (REF1)');
    expect(saidBy(await bot.saveMessage(message, arrives('Stranger')))).toBe('I do not know you. (REF1)');
    expect(await bot.unfurl('link', arrives('Stranger'))).toBeUndefined();
  });

  it('say what failed, but for a link, for which nobody asked', async () => {
    expect(await bot.findMatches('down', arrives())).toEqual({ results: [], problem: 'Autotask is down. (REF1)' });
    expect(await bot.unfurl('gone', arrives())).toBeUndefined();
  });
});

describe('A change', () => {
  it('is noted on the shelf with the card that shows it and its reader, and not when nobody can reach the card', async () => {
    const place = arrives().conversation;
    const view = { ...say('card'), subject: 'opportunity:1', viewer: { timezone: 'Asia/Tokyo' } };
    await bot.trackCard({ place, message: '1.1' }, view);
    await bot.trackCard({ place }, view);
    await bot.trackCard({ place, message: '2.2' }, say('about nothing'));
    expect(await shelf.list('opportunity:1')).toEqual([
      { card: { place, message: '1.1' }, reader: { timezone: 'Asia/Tokyo' } },
    ]);
  });
});
