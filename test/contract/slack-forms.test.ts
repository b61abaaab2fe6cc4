/** Forms on Slack: the real adapter against the local Slack, over real HTTP, with a scripted bot. */
import type { InvalidForm } from '../../src/core/bot';
import type { FormView } from '../../src/core/forms/form-view';
import { replaceWith, showToAsker, showToEveryone, type Reply } from '../../src/core/reply';
import { noticeView } from '../../src/views/notice';
import { opportunityView } from '../../src/views/opportunity';
import { showButton } from '../../src/views/buttons';
import { opportunityListView } from '../../src/views/opportunity-list';
import { aForm } from '../support/a-form';
import { anOpportunity, format, picklists } from '../support/an-opportunity';
import { createDeferred } from '../support/later';
import { actionIds, startSlackBot, type SlackBotFixture } from '../support/slack-bot';

const deal = opportunityView(anOpportunity(), { picklists, format });
const won = opportunityView(anOpportunity(), { picklists, format, news: 'Won by Sam' });
const choice = opportunityListView([anOpportunity()], {
  title: 'Which one?',
  narrowed: '',
  before: 0,
  more: 0,
  hint: '',
  choose: ({ id }) => showButton.with({ id }, 'Open'),
  format,
  controls: [],
});
const form = aForm({
  title: 'Win opportunity',
  submit: 'Win',
  cautions: ['The lost date & <time> are cleared.'],
  remarks: [{ text: 'The <wizard> is not run.', link: { label: 'Open it', url: 'https://example.com/7?a=1&b=2' } }],
  fields: [
    { id: 'reason', label: 'Reason', type: 'choice', required: true, options: [{ value: '1', label: 'Price' }] },
    { id: 'detail', label: 'Detail', type: 'text', lines: 'many', required: false, max: 500 },
    { id: 'day', label: 'Day', type: 'date', required: false },
    { id: 'chance', label: 'Chance', type: 'number', required: false, decimals: false, min: 0, max: 100 },
    { id: 'rival', label: 'Competitor', type: 'lookup', required: false, minimum: 1 },
    { id: 'urgent', label: 'Urgent', type: 'toggle', required: false },
  ],
  values: { day: '2026-09-22' },
});
const asForm: Reply = { kind: 'form', form };
const invalid = (changes: Partial<FormView>): InvalidForm => ({ kind: 'invalid', form: { ...form, ...changes } });

let slack: SlackBotFixture;
beforeEach(async () => {
  slack = await startSlackBot();
  slack.bot.script({
    formTitleForCommand: (text) => (text.startsWith('win') ? 'Win opportunity' : undefined),
    formTitleForButton: (token) => (token.id === 'opportunity.win' ? 'Win opportunity' : undefined),
    command: (text) => Promise.resolve(text.startsWith('win') ? asForm : showToEveryone(deal)),
    act: () => Promise.resolve(asForm),
  });
});
afterEach(() => slack.stop());

const say = (text: string) => slack.peer.say({ person: 'sam', channel: 'sales', text });
const seen = (words: string) =>
  slack.peer.until(() => (JSON.stringify(slack.modal('sam') ?? '').includes(words) ? slack.modal('sam') : undefined));
const isOpen = () => slack.modal('sam') !== undefined;
const edited = () => slack.peer.until(() => slack.botMessages().find((message) => message.edited));
const press = async (name: string) => {
  const { ts, blocks } = await slack.peer.until(() => slack.botMessages()[0]);
  const action = actionIds(blocks).find((id) => id.startsWith(name)) ?? '';
  return slack.peer.press({ person: 'sam', message: ts, action });
};
async function openForm(from: 'words' | 'card' = 'words') {
  await say(from === 'words' ? '/opp win 7' : '/opp 7');
  if (from === 'card') await press('opportunity.win');
  await seen('Competitor');
}
const submit = (values: Record<string, string> = {}) =>
  slack.peer.submit({ person: 'sam', values: { reason: '1', ...values } });

describe('a form opens', () => {
  it('as an empty window at once, and with its fields when the opportunity was read', async () => {
    const answer = createDeferred<Reply>();
    slack.bot.script({ command: () => answer.promise });
    await say('/opp win 7');
    expect((await seen('One moment')).view).toMatchObject({ title: { text: 'Win opportunity' } });
    answer.resolve(asForm);
    expect((await seen('Competitor')).view).toMatchObject({ submit: { text: 'Win' } });
  });

  it('on a press, though reading the opportunity takes longer than Slack lets a press live', async () => {
    const answer = createDeferred<Reply>();
    slack.bot.script({ act: () => answer.promise });
    await say('/opp 7');
    await press('opportunity.win');
    await seen('One moment');
    slack.advance(4_000);
    answer.resolve(asForm);
    await seen('Competitor');
  });

  it('as the answer itself when the words turn out to be no form', async () => {
    slack.bot.script({ command: () => Promise.resolve(showToAsker(noticeView('Not found', 'There is no 7.'))) });
    await say('/opp win 7');
    const { view } = await seen('There is no 7.');
    expect(view['submit']).toBeUndefined();
    expect(slack.botMessages()).toEqual([]);
  });

  it('from a list to choose from, in the same window', async () => {
    slack.bot.script({ command: () => Promise.resolve(showToAsker(choice)) });
    await say('/opp win acme');
    const { id, view } = await seen('Which one?');
    await slack.peer.pressInModal({ person: 'sam', action: actionIds(view)[0] ?? '' });
    expect((await seen('Competitor')).id).toBe(id);
    expect(slack.bot.calls.at(-1)?.arrival.conversation.conversation).toBe('C0SALES0001');
  });

  it('later, on a button, when Slack did not let the window open in time', async () => {
    slack.peer.failNext('views.open', 'expired_trigger_id');
    await say('/opp win 7');
    const offer = await slack.peer.until(() => slack.botMessages()[0]);
    expect(offer).toMatchObject({ onlyFor: 'sam' });
    slack.bot.script({ open: () => Promise.resolve(asForm) });
    await slack.peer.press({ person: 'sam', message: offer.ts, action: actionIds(offer.blocks)[0] ?? '' });
    await seen('Competitor');
  });

  it('with every field as Slack takes it, and what people wrote unable to mention anybody', async () => {
    await openForm();
    const { view } = slack.modal('sam') ?? {};
    expect(JSON.stringify(view)).toContain(
      'The &lt;wizard&gt; is not run.\\n<https://example.com/7?a=1&amp;b=2|Open it>',
    );
    expect(JSON.stringify(view)).toContain('⚠ The lost date &amp; &lt;time&gt; are cleared.');
    expect(actionIds(view)).toEqual(['reason', 'detail', 'day', 'chance', 'rival', 'urgent']);
  });
});

describe('a form that is submitted', () => {
  it('brings every value, with the card that it was opened from', async () => {
    await openForm('card');
    const [card] = slack.botMessages();
    slack.bot.script({ suggest: () => Promise.resolve([{ value: '31', label: 'Northwind IT' }]) });
    await slack.peer.suggest({ person: 'sam', field: 'rival', text: 'nor' });
    await submit({ detail: ' Trusted us ', chance: '80', rival: '31', urgent: 'true' });
    const heard = slack.bot.calls.at(-1);
    expect(heard?.raw).toEqual({
      reason: '1',
      detail: 'Trusted us',
      day: '2026-09-22',
      chance: '80',
      rival: '31',
      urgent: 'true',
    });
    expect(heard?.what).toEqual(form.key);
    expect(heard?.arrival.card).toMatchObject({ message: card?.ts });
  });

  it('closes, and the card that it came from is replaced', async () => {
    await openForm('card');
    slack.bot.script({ submit: () => Promise.resolve(replaceWith(won)) });
    await submit();
    expect(JSON.stringify(await edited())).toContain('Won by Sam');
    expect(isOpen()).toBe(false);
    expect(slack.botMessages()).toHaveLength(1);
  });

  it('after half an hour still replaces the card', async () => {
    await openForm('card');
    slack.bot.script({ submit: () => Promise.resolve(replaceWith(won)) });
    slack.advance(31 * 60_000);
    await submit();
    expect(JSON.stringify(await edited())).toContain('Won by Sam');
  });

  it('shows the fresh card to its asker when it was opened by words', async () => {
    await openForm();
    slack.bot.script({ submit: () => Promise.resolve(replaceWith(won)) });
    await submit();
    const card = await slack.peer.until(() => slack.botMessages()[0]);
    expect(card).toMatchObject({ onlyFor: 'sam', channel: 'C0SALES0001' });
    expect(isOpen()).toBe(false);
  });

  it('shows an answer for its asker in the window', async () => {
    await openForm();
    slack.bot.script({ submit: () => Promise.resolve(showToAsker(noticeView('Queued', 'It will be sent.'))) });
    await submit();
    await seen('It will be sent.');
    expect(slack.botMessages()).toEqual([]);
  });

  it('keeps what was typed when a field is wrong, and says so at the field', async () => {
    await openForm();
    slack.bot.script({ submit: () => Promise.resolve(invalid({ errors: { detail: 'Too short.' }, cautions: [] })) });
    await submit({ detail: 'x' });
    expect(slack.modal('sam')).toMatchObject({ errors: { detail: 'Too short.' }, typed: { detail: 'x' } });
    expect(JSON.stringify(slack.modal('sam')?.view)).toContain('Competitor');
  });

  it('is not sent on when a field is wrong by the form’s own rules', async () => {
    await openForm();
    slack.bot.script({
      check: (_key, raw) => Promise.resolve(raw['chance'] === '500' ? { chance: 'At most 100.' } : {}),
    });
    const heard = slack.bot.calls.length;
    await submit({ chance: '500' });
    expect(slack.modal('sam')?.errors).toEqual({ chance: 'At most 100.' });
    expect(slack.bot.calls).toHaveLength(heard);
  });

  it('keeps what was typed when Autotask refuses, with its words on top', async () => {
    await openForm();
    const problem = 'Autotask will not take this (reference 4F2A).';
    slack.bot.script({
      suggest: () => Promise.resolve([{ value: '31', label: 'Northwind IT' }]),
      submit: (_key, { values, labels = {} }) =>
        Promise.resolve(invalid({ values, labels, problem, errors: { detail: 'Why?' } })),
    });
    await slack.peer.suggest({ person: 'sam', field: 'rival', text: 'nor' });
    await submit({ detail: 'Trusted us', rival: '31' });
    const { view, typed } = await seen(problem);
    expect(typed).toMatchObject({ detail: 'Trusted us', rival: '31' });
    expect(JSON.stringify(view)).toContain('Northwind IT');
    expect(JSON.stringify(view)).toContain('Why?');
  });
});

describe('a form that takes longer than Slack waits', () => {
  const work = createDeferred<Reply | InvalidForm>;

  it('shows that it is being saved, then that it is done, and replaces the card', async () => {
    await openForm('card');
    const saving = work();
    slack.bot.script({ submit: () => saving.promise });
    expect(await submit()).toMatchObject({ status: 200, body: { response_action: 'update' } });
    await seen('Saving');
    saving.resolve(replaceWith(won));
    expect(JSON.stringify(await edited())).toContain('Won by Sam');
    await seen('Done');
  });

  it('comes back with everything typed when it was refused after all', async () => {
    await openForm();
    const saving = work();
    slack.bot.script({ submit: () => saving.promise });
    await submit({ detail: 'Trusted us' });
    await seen('Saving');
    saving.resolve(invalid({ values: { reason: '1', detail: 'Trusted us' }, problem: 'Autotask says no.' }));
    const { view } = await seen('Autotask says no.');
    expect(JSON.stringify(view)).toContain('"initial_value":"Trusted us"');
  });

  it('stays as it is when nobody can look at it in time, and nothing is begun', async () => {
    await openForm();
    slack.bot.script({ check: () => new Promise(() => undefined) });
    const { body } = await submit({ detail: 'Trusted us' });
    expect(body).toMatchObject({ response_action: 'errors' });
    expect(JSON.stringify(slack.modal('sam'))).toContain('Nothing was done: send it again in a minute.');
    expect(slack.bot.calls.filter(({ raw }) => raw !== undefined)).toEqual([]);
  });

  it('tells the asker what went wrong, and what they wrote, when they closed the window meanwhile', async () => {
    await openForm();
    const saving = work();
    slack.bot.script({ submit: () => saving.promise });
    await submit();
    await slack.peer.close('sam');
    const values = { reason: '1', detail: 'Trusted <us>' };
    saving.resolve(invalid({ values, errors: { detail: 'Too short.' }, problem: 'Autotask says no.' }));
    const told = await slack.peer.until(() => slack.botMessages()[0]);
    expect(told).toMatchObject({ onlyFor: 'sam' });
    expect(JSON.stringify(told.blocks)).toContain('"text":"Trusted <us>"');
    expect(told.text).toContain('This was not saved. Autotask says no. Detail: Too short.');
  });
});

describe('a look-up field', () => {
  it('offers what the bot finds, no more than Slack takes', async () => {
    await openForm();
    slack.bot.script({
      suggest: (_key, { field, typed }) =>
        Promise.resolve(
          Array.from({ length: 130 }, (_, index) => ({
            value: String(index),
            label: `${field} ${typed} ${'x'.repeat(80)}`,
          })),
        ),
    });
    const options = await slack.peer.suggest({ person: 'sam', field: 'rival', text: 'nor' });
    expect(options).toHaveLength(100);
    expect(options[0]?.label).toMatch(/^rival nor x+…$/);
  });

  it('offers nothing rather than too late', async () => {
    await openForm();
    slack.bot.script({ suggest: () => createDeferred<never>().promise });
    expect(await slack.peer.suggest({ person: 'sam', field: 'rival', text: 'nor' })).toEqual([]);
  });
});
