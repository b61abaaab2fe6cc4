/** A form as it is drawn, with nothing on it but what a test gives. */
import type { FormView } from '../../src/core/forms/form-view';

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
