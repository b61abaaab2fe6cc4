/** Interactive elements as Slack's reference has them. */
import { z } from 'zod';
import { boxOption, confirm, id, option, optionGroup, overflowOption, placeholder, plainText } from './text';

const focus = { focus_on_load: z.boolean().optional() };
const base = { action_id: id.optional() };
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30');
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a date such as 2026-12-01');
const number = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number, as text');
const imageSource = {
  image_url: z.string().max(3000).optional(),
  slack_file: z.looseObject({}).optional(),
  alt_text: z.string().min(1).max(2000),
};

export const image = z.strictObject({ type: z.literal('image'), ...imageSource });
export const imageFields = imageSource;

const button = z.strictObject({
  type: z.literal('button'),
  ...base,
  text: plainText(75),
  url: z.string().min(1).max(3000).optional(),
  value: z.string().min(1).max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm,
  accessibility_label: z.string().min(1).max(75).optional(),
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...base,
  options: z.array(overflowOption).min(1).max(5),
  confirm,
});
const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...base,
    ...focus,
    options: z.array(option).min(1).max(100).optional(),
    option_groups: z.array(optionGroup).min(1).max(100).optional(),
    initial_option: option.optional(),
    placeholder,
    confirm,
  })
  .refine(({ options, option_groups: groups }) => (options === undefined) !== (groups === undefined), {
    message: 'needs either options or option_groups',
  })
  .refine(({ options = [], option_groups: groups = [], initial_option: initial }) => {
    const all = [...options, ...groups.flatMap((group) => group.options)];
    return initial === undefined || all.some((one) => JSON.stringify(one) === JSON.stringify(initial));
  }, 'initial_option must exactly match one of the options');
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...base,
    ...focus,
    options: z.array(option).min(1).max(100).optional(),
    option_groups: z.array(optionGroup).min(1).max(100).optional(),
    initial_options: z.array(option).min(1).optional(),
    max_selected_items: z.number().int().min(1).optional(),
    placeholder,
    confirm,
  })
  .refine(({ options, option_groups: groups }) => (options === undefined) !== (groups === undefined), {
    message: 'needs either options or option_groups',
  })
  .refine(({ options = [], option_groups: groups = [], initial_options: initial = [] }) => {
    const all = [...options, ...groups.flatMap((group) => group.options)].map((one) => JSON.stringify(one));
    return initial.every((one) => all.includes(JSON.stringify(one)));
  }, 'initial_options must exactly match some of the options');
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...base,
  ...focus,
  initial_option: option.optional(),
  min_query_length: z.number().int().min(0).optional(),
  placeholder,
  confirm,
});
const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...base,
  ...focus,
  initial_user: id.optional(),
  placeholder,
  confirm,
});
const boxFields = <T extends 'checkboxes' | 'radio_buttons'>(type: T) => ({
  type: z.literal(type),
  ...base,
  ...focus,
  options: z.array(boxOption).min(1).max(10),
  confirm,
});
const checkboxes = z
  .strictObject({
    ...boxFields('checkboxes'),
    initial_options: z.array(boxOption).min(1).optional(),
  })
  .refine(({ options, initial_options: initial = [] }) => {
    const all = options.map((one) => JSON.stringify(one));
    return initial.every((one) => all.includes(JSON.stringify(one)));
  }, 'initial_options must exactly match some of the options');
const radioButtons = z.strictObject({ ...boxFields('radio_buttons'), initial_option: boxOption.optional() });
const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...base,
  ...focus,
  initial_date: day.optional(),
  placeholder,
  confirm,
});

const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...base,
  ...focus,
  initial_time: time.optional(),
  timezone: z.string().optional(),
  placeholder,
  confirm,
});

const length = z.number().int().min(0).max(3000).optional();
const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...base,
    ...focus,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: length,
    max_length: length,
    dispatch_action_config: z.looseObject({}).optional(),
    placeholder,
  })
  .refine(({ max_length: most = 3000, initial_value: initial = '' }) => initial.length <= most, {
    message: 'initial_value is longer than max_length',
  });
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...base,
  ...focus,
  is_decimal_allowed: z.boolean(),
  initial_value: number.optional(),
  min_value: number.optional(),
  max_value: number.optional(),
  placeholder,
});

const choiceElements = [
  staticSelect,
  multiStaticSelect,
  externalSelect,
  usersSelect,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
] as const;
export const accessory = z.discriminatedUnion('type', [image, button, overflow, ...choiceElements]);
export const action = z.discriminatedUnion('type', [button, overflow, ...choiceElements]);
export const input = z.discriminatedUnion('type', [plainTextInput, numberInput, ...choiceElements]);
