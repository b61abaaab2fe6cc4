/** A form as it is drawn, with nothing on it but what a test gives, and two number fields. */
import type { Field, FormView } from '../../src/core/forms/form-view';

export const aForm = (values: Partial<FormView> = {}): FormView => ({
  key: { id: 'opportunity.win', v: 1, state: { id: 7 }, opening: 'o-1' },
  title: 'Win opportunity',
  submit: 'Win',
  remarks: [],
  cautions: [],
  fields: [],
  values: {},
  errors: {},
  labels: {},
  step: '',
  back: false,
  problem: '',
  ...values,
});

export const priceField: Field = {
  id: 'price',
  label: 'Price',
  type: 'number',
  min: 0,
  decimals: true,
  required: false,
};
export const chanceField: Field = {
  id: 'chance',
  label: 'Probability',
  type: 'number',
  min: 0,
  max: 100,
  decimals: false,
  unit: 'percent',
  required: false,
};
