import type { Field, FormView } from '../../../../src/core/forms/form-view';
import {
  applySubmission,
  hasLaterPageValues,
  pageView,
  splitIntoPages,
  firstPageWithErrors,
  advancePage,
} from '../../../../src/core/forms/pages';
import { aForm } from '../../../support/a-form';

const text = (id: string, more: Partial<Field> = {}): Field =>
  ({ id, label: id, type: 'text', max: 20, required: false, ...more }) as Field;
const form = (fields: readonly Field[], more: Partial<FormView> = {}): FormView =>
  aForm({
    key: { id: 'f', v: 1, state: {}, opening: 'o' },
    title: 'Form',
    submit: 'Save',
    remarks: [{ text: 'Read me' }],
    cautions: ['Gone for good.'],
    fields,
    ...more,
  });
const two = form([text('a', { required: true }), text('b'), text('c', { startsPage: true }), text('d')]);
const at = (page: number) => ({ ...two.key, page });
const ids = (view: FormView) => view.fields.map(({ id }) => id);

describe('A long form', () => {
  it('is one page while its fields fit, and is then drawn as it is', () => {
    expect(pageView(form([text('a')]), 0)).toEqual(form([text('a')]));
  });

  it('begins a page where a field says so, and where there is no room left', () => {
    expect(splitIntoPages(two.fields).map((page) => page.length)).toEqual([2, 2]);
    const many = Array.from({ length: 30 }, (_, index) => text(`f${String(index)}`));
    expect(splitIntoPages(many).map((page) => page.length)).toEqual([12, 12, 6]);
  });

  it('says which step it is, goes back but from the first page, and is sent off from the last', () => {
    expect(pageView(two, 0)).toMatchObject({ step: 'Step 1 of 2', back: false, submit: 'Next', cautions: [] });
    expect(pageView(two, 1)).toMatchObject({
      step: 'Step 2 of 2',
      back: true,
      submit: 'Save',
      remarks: [],
      cautions: ['Gone for good.'],
    });
    expect([ids(pageView(two, 0)), ids(pageView(two, 1))]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('keeps what stands on other pages, and forgets what was emptied on this one', () => {
    const before = { ...two, values: { a: '1', b: '2', c: '3' }, labels: { a: 'One' } };
    expect(applySubmission(before, 0, { values: { a: '9' }, labels: { a: 'Nine' } })).toMatchObject({
      values: { a: '9', c: '3' },
      labels: { a: 'Nine' },
    });
    expect(applySubmission(before, 0, { values: { a: '9' } }).values).toEqual({ a: '9', c: '3' });
  });

  it('goes on when the page is right, stays when it is not, and back whatever is typed', () => {
    expect(advancePage(two, at(0), { values: { a: '1' } })).toMatchObject({ page: 1, errors: {} });
    expect(advancePage(two, at(0), { values: {} })).toMatchObject({ page: 0, errors: { a: 'a is needed.' } });
    const filled = { ...two, values: { a: '1' } };
    expect(advancePage(filled, at(1), { values: {} }).page).toBeUndefined();
    const smuggled = advancePage(filled, at(1), { values: { a: 'far more than twenty characters' } });
    expect(smuggled).toMatchObject({ page: 0, errors: { a: 'At most 20 characters; this has 31.' } });
    const back = advancePage(two, at(1), { values: { c: 'far more than twenty characters' }, back: true });
    expect(back).toMatchObject({ page: 0, errors: {}, whole: { values: { c: 'far more than twenty characters' } } });
  });

  it('shows the first page that has something wrong', () => {
    expect(firstPageWithErrors({ b: 'No.' }, two, 1)).toBe(0);
    expect(firstPageWithErrors({ elsewhere: 'No.' }, two, 1)).toBe(1);
  });

  it('takes what was sent off while it had one page', () => {
    expect(hasLaterPageValues(two, { values: { a: '1', d: '4' } })).toBe(true);
    expect(hasLaterPageValues(two, { values: { a: '1' } })).toBe(false);
  });
});
