/** Forms that are on show stay known, as far as can be, while the database is away. */
import type { FormView } from '../../../src/core/form';
import { createOpenings } from '../../../src/core/openings';
import { createLeavingStore } from '../../support/leaving-store';

const sam = { platform: 'teams', tenant: 'home', id: 'sam' } as const;
const aForm = (opening: string): FormView => ({
  key: { id: 'note', v: 1, state: null, opening },
  title: 'Note',
  submit: 'Add',
  remarks: [],
  cautions: [],
  fields: [],
  values: { text: '' },
  labels: {},
  errors: {},
  step: '',
  back: false,
  problem: '',
});

it('while the database is away, a form is known where it was opened, to nobody but its person', async () => {
  const store = createLeavingStore();
  const openings = createOpenings(store);
  const form = aForm('1');
  await openings.remember(form, sam);
  store.isAway = true;
  expect(await openings.recall(form.key, sam)).toEqual(form);
  await expect(openings.recall(form.key, { ...sam, id: 'dana' })).rejects.toThrow('opened by somebody else');
  await expect(createOpenings(store).recall(form.key, sam)).rejects.toThrow('The database is away.');
});

it('the latest two hundred forms are known so, the older ones no more', async () => {
  const store = createLeavingStore();
  const openings = createOpenings(store);
  for (let number = 0; number <= 200; number += 1) await openings.remember(aForm(String(number)), sam);
  store.isAway = true;
  expect(await openings.recall(aForm('1').key, sam)).toBeDefined();
  await expect(openings.recall(aForm('0').key, sam)).rejects.toThrow('The database is away.');
});
