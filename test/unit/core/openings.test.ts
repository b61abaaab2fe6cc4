/** Forms that are on show stay known, as far as can be, while the database is away. */
import type { FormView } from '../../../src/core/form-view';
import { createOpenings } from '../../../src/core/openings';
import { createLeavingStore } from '../../support/leaving-store';
import { aForm } from '../../support/a-form';

const sam = { platform: 'teams', tenant: 'home', id: 'sam' } as const;
const note = (opening: string): FormView =>
  aForm({
    key: { id: 'note', v: 1, state: null, opening },
    title: 'Note',
    submit: 'Add',
    values: { text: '' },
  });

it('while the database is away, a form is known where it was opened, to nobody but its person', async () => {
  const store = createLeavingStore();
  const openings = createOpenings(store);
  const form = note('1');
  await openings.remember(form, sam);
  store.isAway = true;
  expect(await openings.lastKnown(form.key, sam)).toEqual(form);
  expect(await openings.fieldsOf(form.key)).toEqual(form);
  await expect(openings.lastKnown(form.key, { ...sam, id: 'dana' })).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await createOpenings(store).lastKnown(form.key, sam)).toBeUndefined();
  await expect(createOpenings(store).fieldsOf(form.key)).rejects.toThrow('The database is away.');
});

it('where a form was checked it is known as well, though it was opened elsewhere', async () => {
  const store = createLeavingStore();
  const form = note('1');
  await createOpenings(store).remember(form, sam);
  const elsewhere = createOpenings(store);
  await elsewhere.fieldsOf(form.key);
  store.isAway = true;
  expect(await elsewhere.lastKnown(form.key, sam)).toEqual(form);
});

it('nothing is carried out from memory: another replica may know more of what was filled in', async () => {
  const store = createLeavingStore();
  const openings = createOpenings(store);
  await openings.remember(note('1'), sam);
  store.isAway = true;
  await expect(openings.recall(note('1').key, sam)).rejects.toThrow('The database is away.');
});

it('the latest two hundred forms are known in this way, and older ones are not', async () => {
  const store = createLeavingStore();
  const openings = createOpenings(store);
  for (let number = 0; number <= 200; number += 1) await openings.remember(note(String(number)), sam);
  store.isAway = true;
  expect(await openings.lastKnown(note('1').key, sam)).toBeDefined();
  expect(await openings.lastKnown(note('0').key, sam)).toBeUndefined();
});
