/** Forms that are on show stay known, as far as can be, while the database is away. */
import type { FormView } from '../../../../src/core/forms/form-view';
import { createFormSessions } from '../../../../src/core/forms/sessions';
import { createFailingStore } from '../../../support/leaving-store';
import { aForm } from '../../../support/a-form';

const sam = { platform: 'teams', tenant: 'home', id: 'sam' } as const;
const note = (opening: string): FormView =>
  aForm({
    key: { id: 'note', v: 1, state: null, opening },
    title: 'Note',
    submit: 'Add',
    values: { text: '' },
  });

it('while the database is away, a form is known where it was opened, to nobody but its person', async () => {
  const store = createFailingStore();
  const openings = createFormSessions(store);
  const form = note('1');
  await openings.save(form, sam);
  store.isDown = true;
  expect(await openings.loadLastKnown(form.key, sam)).toEqual(form);
  expect(await openings.loadFields(form.key)).toEqual(form);
  await expect(openings.loadLastKnown(form.key, { ...sam, id: 'dana' })).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await createFormSessions(store).loadLastKnown(form.key, sam)).toBeUndefined();
  await expect(createFormSessions(store).loadFields(form.key)).rejects.toThrow('The database is away.');
});

it('where a form was checked it is known as well, though it was opened elsewhere', async () => {
  const store = createFailingStore();
  const form = note('1');
  await createFormSessions(store).save(form, sam);
  const elsewhere = createFormSessions(store);
  await elsewhere.loadFields(form.key);
  store.isDown = true;
  expect(await elsewhere.loadLastKnown(form.key, sam)).toEqual(form);
});

it('nothing is carried out from memory: another replica may know more of what was filled in', async () => {
  const store = createFailingStore();
  const openings = createFormSessions(store);
  await openings.save(note('1'), sam);
  store.isDown = true;
  await expect(openings.load(note('1').key, sam)).rejects.toThrow('The database is away.');
});

it('the latest two hundred forms are known in this way, and older ones are not', async () => {
  const store = createFailingStore();
  const openings = createFormSessions(store);
  for (let number = 0; number <= 200; number += 1) await openings.save(note(String(number)), sam);
  store.isDown = true;
  expect(await openings.loadLastKnown(note('1').key, sam)).toBeDefined();
  expect(await openings.loadLastKnown(note('0').key, sam)).toBeUndefined();
});
