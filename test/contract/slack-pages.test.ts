/** Long forms page by page on Slack: the real adapter and the bot's own form desk, against the local Slack. */
import { createFormController } from '../../src/core/forms/form-controller';
import { createFeatureRegistry } from '../../src/core/feature-registry';
import type { Context } from '../../src/core/context';
import { defineForm, invalidSubmission, openForm } from '../../src/core/forms/definition';
import { type Feature } from '../../src/core/feature';
import { showToAsker } from '../../src/core/reply';
import { createMemoryStore } from '../support/memory-store';
import { noticeView } from '../../src/views/notice';
import { z } from 'zod';
import { actionIds, startSlackBot, type SlackBotFixture } from '../support/slack-bot';

/** What came of the last page, and what the form was sent with. */
const sent: Record<string, string>[] = [];
const form = defineForm<undefined, Record<string, never>>({
  id: 'long',
  version: 1,
  title: 'New opportunity',
  submitLabel: 'Create',
  states: { 1: z.object({}) },
  open: () =>
    Promise.resolve({
      fields: [
        { id: 'company', label: 'Company', type: 'lookup', minimum: 2, required: true },
        { id: 'title', label: 'Title', type: 'text', required: true, max: 50 },
        { id: 'day', label: 'Close', type: 'date', required: false },
        { id: 'amount', label: 'Amount', type: 'number', decimals: false, required: false, startsPage: true },
        { id: 'urgent', label: 'Urgent', type: 'toggle', required: false },
      ],
      values: {},
    }),
  suggest: () => Promise.resolve([{ value: '31', label: 'Northwind IT' }]),
  submit: (_context, raw) => {
    sent.push(raw);
    return Promise.resolve(
      raw['title'] === 'Taken'
        ? invalidSubmission({ title: 'That title is taken.' })
        : showToAsker(noticeView('Made', 'It is there.')),
    );
  },
});
const feature: Feature<undefined> = { forms: [form] };

let slack: SlackBotFixture;
beforeEach(async () => {
  sent.length = 0;
  slack = await startSlackBot();
  const desk = createFormController(createFeatureRegistry([feature]), createMemoryStore());
  const context = (interaction: object) => ({ interaction }) as Context<undefined>;
  slack.bot.script({
    formTitleForCommand: () => form.title,
    command: (_text, arrival) => desk.open(context(arrival), openForm('long', {})),
    check: (key, raw) => desk.check(key, raw),
    suggest: (_key, lookup, arrival) => form.suggest(context(arrival), lookup),
    submit: (key, filled, arrival) => desk.submit(context(arrival), key, filled),
  });
  await slack.peer.say({ person: 'sam', channel: 'sales', text: '/opp new' });
  await page('Step 1 of 2');
});
afterEach(() => slack.stop());

const view = () => JSON.stringify(slack.modal('sam')?.view ?? '');
const page = (words: string) => slack.peer.until(() => view().includes(words));
const submit = (values: Record<string, string>) => slack.peer.submit({ person: 'sam', values });
const back = () => slack.peer.pressInModal({ person: 'sam', action: 'form.back' });
async function fillFirst(title = 'Backup') {
  await slack.peer.suggest({ person: 'sam', field: 'company', text: 'nor' });
  await submit({ company: '31', title, day: '2026-12-01' });
  await page('Step 2 of 2');
}

describe('a form of two pages', () => {
  it('begins with the first, which has a way on and none back', () => {
    expect(slack.modal('sam')?.view).toMatchObject({ submit: { text: 'Next' } });
    expect(actionIds(slack.modal('sam')?.view)).toEqual(['company', 'title', 'day']);
  });

  it('goes on to the second, which can be sent off', async () => {
    await fillFirst();
    expect(slack.modal('sam')?.view).toMatchObject({ submit: { text: 'Create' } });
    expect(actionIds(slack.modal('sam')?.view)).toEqual(['amount', 'urgent', 'form.back']);
    await submit({ amount: '1200', urgent: 'true' });
    await page('It is there.');
    expect(sent).toEqual([{ company: '31', title: 'Backup', day: '2026-12-01', amount: '1200', urgent: 'true' }]);
  });

  it('goes back with everything typed, also on the page that was left, and the words of what was chosen', async () => {
    await fillFirst();
    slack.peer.type({ person: 'sam', values: { amount: '1200', urgent: 'true' } });
    await back();
    await page('Step 1 of 2');
    expect(view()).toContain('"initial_value":"Backup"');
    expect(view()).toContain('"initial_date":"2026-12-01"');
    expect(view()).toContain('Northwind IT');
    await submit({ title: 'Backup for 40' });
    await page('Step 2 of 2');
    expect(view()).toContain('"initial_value":"1200"');
    await submit({});
    await page('It is there.');
    expect(sent).toEqual([
      { company: '31', title: 'Backup for 40', day: '2026-12-01', amount: '1200', urgent: 'true' },
    ]);
  });

  it('goes back though a field of the page that is left is wrong', async () => {
    await fillFirst();
    slack.peer.type({ person: 'sam', values: { amount: 'many' } });
    await back();
    await page('Step 1 of 2');
  });

  it('stays on a page with something wrong, and says so at the field', async () => {
    await fillFirst();
    await submit({ amount: 'many' });
    expect(Object.keys(slack.modal('sam')?.errors ?? {})).toEqual(['amount']);
    expect(view()).toContain('Step 2 of 2');
    expect(sent).toEqual([]);
  });

  it('comes back to the first page when that is where the end finds something wrong', async () => {
    await fillFirst('Taken');
    await submit({ amount: '1200' });
    await page('Step 1 of 2');
    expect(view()).toContain('That title is taken.');
    expect(view()).toContain('Northwind IT');
    expect(view()).toContain('"initial_value":"Taken"');
    await submit({ title: 'Free' });
    await page('Step 2 of 2');
    expect(view()).toContain('"initial_value":"1200"');
    await submit({});
    await page('It is there.');
    expect(sent.at(-1)).toMatchObject({ title: 'Free', amount: '1200' });
  });
});
