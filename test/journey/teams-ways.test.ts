/** Teams' own ways in, with the whole bot behind them. */
import { wordsOf } from '../support/chat';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeEach(async () => {
  errand = await startAppFixture();
});
afterEach(() => errand.stop());

const teams = () => {
  const { teams: peer } = errand.demo;
  if (peer === undefined) throw new Error('There is no Teams.');
  return peer;
};
const chat = () => errand.chat('Teams');
const sales = '19:sales@thread.tacv2';
const messages = () => teams().state().messages;

it('an opportunity is found in the message extension, and its card is sent into the conversation', async () => {
  const { title } = errand.createOpportunity({ title: 'Quokka kiosks' });
  const asked = { person: 'sam', conversation: sales };
  const { found } = await teams().search({ ...asked, text: 'quokka' });
  expect(found.map((hit) => hit.title)).toEqual([title]);
  const [chosen] = found;
  if (chosen === undefined) throw new Error('Nothing is found.');
  const id = await teams().choose({ ...asked, chosen });
  const sent = messages().find((message) => message.id === id);
  expect(sent?.from).toBe('sam');
  expect(wordsOf(sent?.card)).toContain('Projected close');
});

it('a search that finds nothing, and one of a guest, say so', async () => {
  const asked = { conversation: sales, text: 'quokka' };
  expect((await teams().search({ ...asked, person: 'sam' })).say).toBe('No opportunity matches "quokka".');
  expect((await teams().search({ ...asked, person: 'guest' })).say).toContain('Guests may not see opportunities here.');
});

it('a message becomes a note, with who wrote it', async () => {
  const { id, title } = errand.createOpportunity({ title: 'Quokka kiosks' });
  const activityId = await teams().post({ person: 'dana', conversation: sales, text: 'They <love> it & want a quote' });
  await teams().messageAction({ person: 'sam', activityId, command: 'keep' });
  expect(chat().form('sam')?.values['text']).toContain('They <love> it & want a quote\n\nDana Reyes');
  const [found] = await chat().lookUp('sam', 'opportunity', { text: 'quokka' });
  expect(found?.label).toContain(title);
  await chat().submit('sam', { opportunity: String(id) });
  const [note] = errand.notes(id);
  expect(note?.['note']).toContain('They <love> it & want a quote');
  expect(note?.['note']).toContain('Dana Reyes');
});

it('a pasted link to an opportunity gets its card, and a guest’s gets none', async () => {
  const { id, title } = errand.createOpportunity({ title: 'Quokka kiosks' });
  const link = `https://ww5.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${String(id)}`;
  const cardOf = async (person: string) => {
    const posted = await teams().post({ person, conversation: sales, text: `Look: ${link}` });
    return messages().find((message) => message.id === posted)?.card;
  };
  expect(wordsOf(await cardOf('sam'))).toContain(title);
  expect(await cardOf('guest')).toBeUndefined();
});

it('a card draws itself anew for the one whom it names, and for nobody else', async () => {
  const { id } = errand.createOpportunity({ title: 'Quokka kiosks' });
  await chat().say('sam', String(id));
  await chat().press('sam', 'Post to channel');
  await chat().waitForCard('dana', 'Quokka kiosks');
  const card = messages().at(-1);
  expect((card?.card?.['refresh'] as { userIds: string[] }).userIds).toHaveLength(1);
  errand.sandbox.records.edit('Opportunities', id, { probability: 77 });
  const before = messages().length;
  await teams().refresh({ person: 'sam', conversation: sales, activityId: card?.id ?? '' });
  expect(chat().card('sam').words).toContain('77%');
  expect(chat().card('dana').words).not.toContain('77%');
  expect(messages()).toHaveLength(before);
});
