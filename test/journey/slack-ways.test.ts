/** Slack's own ways in, with the whole bot behind them. */
import { nodesIn, wordsOf } from '../support/chat';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeEach(async () => {
  errand = await startAppFixture();
});
afterEach(() => errand.stop());

const slack = () => {
  const { slack: peer } = errand.demo;
  if (peer === undefined) throw new Error('There is no Slack.');
  return peer;
};
const chat = () => errand.chat('Slack');
const modal = (words: string) =>
  slack().until(({ modals }) => {
    const view = modals['sam']?.view;
    return view !== undefined && wordsOf(view).includes(words) ? view : undefined;
  });
const home = (words: string) =>
  slack().until(({ homes }) => {
    const view = homes['sam']?.view;
    return view !== undefined && wordsOf(view).includes(words) ? view : undefined;
  });
const sales = 'C0SALES0001';

it('an opportunity is found from the shortcut while typing, and moved from the window that shows it', async () => {
  const { id, title } = errand.createOpportunity({ title: 'Quokka kiosks' });
  await slack().shortcut({ person: 'sam', callback: 'search' });
  await modal('Opportunity');
  const [found] = await chat().lookUp('sam', 'opportunity', { text: 'quokka' });
  expect(found).toMatchObject({ value: String(id), label: expect.stringContaining(title) as string });
  await chat().submit('sam', { opportunity: String(id) });
  const card = await modal('Projected close');
  const stage = nodesIn(card).find(({ action_id: action }) => String(action).startsWith('opportunity.stage#'));
  await slack().pressInModal({ person: 'sam', action: String(stage?.['action_id']) });
  await modal('Move stage');
  await chat().submit('sam', { stage: 'Verbal' });
  await slack().until(() => errand.stored(id)['stage'] === 15);
});

it('a message becomes a note, with who wrote it and where it stands', async () => {
  const { id, title } = errand.createOpportunity({ title: 'Quokka kiosks' });
  await slack().post({ person: 'dana', channel: sales, text: 'They *love* it & want a <quote>' });
  const { ts } = await slack().until(({ messages }) => messages.find(({ from }) => from === 'dana'));
  await slack().messageShortcut({ person: 'sam', message: ts, callback: 'keep' });
  await modal('Opportunity');
  expect(chat().form('sam')?.values['text']).toContain('They *love* it & want a <quote>\n\nDana Reyes, http');
  await chat().lookUp('sam', 'opportunity', { text: 'quokka' });
  await chat().submit('sam', { opportunity: String(id) });
  await chat().waitForCard('sam', title);
  const [note] = errand.notes(id);
  expect(note?.['note']).toContain('They *love* it & want a <quote>');
  expect(note?.['note']).toContain('Dana Reyes');
});

it('Home shows what is mine, and what I change elsewhere is in it', async () => {
  const { id, title } = errand.createOpportunity({
    title: 'Quokka kiosks',
    ownerResourceID: 29683408,
    projectedCloseDate: '2020-01-02T00:00:00.000Z',
  });
  await slack().openHome('sam');
  const before = wordsOf(await home(title));
  expect(before).toContain('My pipeline');
  await chat().say('sam', `push ${String(id)} 2031-01-01`);
  await slack().until(({ homes }) => !wordsOf(homes['sam']?.view).includes(title));
});

it('a link to an opportunity gets its card, and a guest’s gets none', async () => {
  const { id, title } = errand.createOpportunity({ title: 'Quokka kiosks' });
  const link = `https://ww5.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${String(id)}`;
  await slack().post({ person: 'gil', channel: sales, text: link });
  await slack().post({ person: 'sam', channel: sales, text: `Look: ${link}` });
  const { unfurls } = await slack().until(({ messages }) =>
    messages.find(({ from, unfurls: cards }) => from === 'sam' && cards.length > 0),
  );
  expect(wordsOf(unfurls[0]?.blocks)).toContain(title);
  expect(
    slack()
      .state()
      .messages.filter(({ from, unfurls: cards }) => from === 'gil' && cards.length > 0),
  ).toEqual([]);
});
