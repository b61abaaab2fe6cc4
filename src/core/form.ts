/** A form, defined once: drawn as a modal on Slack and as a dialog on Teams. */
import type { z } from 'zod';
import type { Context } from './context';
import type { CardRef } from './arrival';
import { Mistyped } from './errors';
import type { Json } from './json';
import type { Reply } from './reply';

/**
 * What came back from the platform, by field id; an empty field is absent. Dates are `yyyy-mm-dd`, times `HH:MM`, toggles
 * `true`, several choices have commas between them. Numbers are as they were typed; a form's own code gives and gets them
 * as digits with a dot before the decimals.
 */
export type RawValues = Readonly<Record<string, string>>;
export type FieldErrors = Readonly<Record<string, string>>;

/** Characters of a number with all that people write around it. */
export const mostTyped = 40;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FieldBase {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  /** A form with such fields is filled in page by page. */
  readonly startsPage?: boolean;
}
export type Field = FieldBase &
  (
    | { readonly type: 'text'; readonly lines?: 'one' | 'many'; readonly max: number }
    | {
        readonly type: 'number';
        readonly min?: number;
        readonly max?: number;
        /** Two at most: it is money. */
        readonly decimals: boolean;
        readonly unit?: 'percent';
      }
    | { readonly type: 'date' }
    | { readonly type: 'time' }
    | { readonly type: 'toggle' }
    | { readonly type: 'choice'; readonly options: readonly Choice[] }
    | { readonly type: 'choices'; readonly options: readonly Choice[] }
    | { readonly type: 'lookup'; readonly minimum: number; readonly chosen?: Choice }
  );

/** What look-ups offer before anything is typed into them, by field. */
export type Offers = Readonly<Record<string, readonly Choice[]>>;

/** Which form, in which state: all that a platform must carry to the submission and back. */
export interface FormKey {
  readonly id: string;
  readonly v: number;
  readonly state: Json;
  /** Names this one opening of the form: the same submission delivered twice has the same key. */
  readonly opening: string;
  /** Which page of a long form this is; absent on the first. */
  readonly page?: number | undefined;
}

/** A page of a form as a person sends it off, or leaves it for the one before. */
export interface Filled {
  readonly values: RawValues;
  /** The words of what was chosen in look-ups, by field: a value alone says nothing. */
  readonly labels?: RawValues;
  readonly back?: boolean;
  /** The page as the platform has it, which may be the only one that still does. A claim: good for drawing it again. */
  readonly drawn?: FormView | undefined;
}

/** A paragraph above the fields: what the person should know before confirming. */
export interface FormRemark {
  readonly text: string;
  readonly link?: { readonly label: string; readonly url: string };
}

/** A form ready to be drawn. Plain JSON. */
export interface FormView {
  readonly key: FormKey;
  readonly title: string;
  readonly submit: string;
  readonly remarks: readonly FormRemark[];
  /** What will be lost by submitting, a sentence each: whoever submits has read it. */
  readonly cautions: readonly string[];
  readonly fields: readonly Field[];
  readonly values: RawValues;
  /** The words of values chosen in look-ups, by field. */
  readonly labels: RawValues;
  /** In which locale its numbers are written and read: BCP 47, as the profile says it. */
  readonly locale?: string;
  /** What its number fields were drawn with. */
  readonly numbers?: RawValues;
  /** Where words in a look-up could mean several things. */
  readonly offers?: Offers;
  readonly errors: FieldErrors;
  /** `Step 1 of 2`; empty when there is one page. */
  readonly step: string;
  /** Whether there is a page before this one to go back to. */
  readonly back: boolean;
  /** What the pages before come to: shown on the later pages of a long form. */
  readonly effects?: readonly FormRemark[];
  /** What is wrong with the form as a whole, in words; empty when nothing is. */
  readonly problem: string;
  /** The card that the form was opened from: it is replaced when the form succeeds. */
  readonly card?: CardRef;
}

/** Those that do not stand beside a field already. */
export const cautionsAbove = ({ cautions, errors }: FormView): readonly string[] =>
  cautions.filter((text) => !Object.values(errors).includes(text));

/**
 * What `open` of a form answers: the engine adds key, errors and address. `state` replaces the state that the form was
 * asked for with, so that a submission knows what its form showed.
 */
export type FormContent = Pick<FormView, 'fields' | 'values'> &
  Partial<Pick<FormView, 'title' | 'submit' | 'remarks' | 'cautions'>> & { readonly state?: Json };

/** The submission cannot be carried out as it stands; the form stays open with everything typed. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly errors: FieldErrors;
  readonly problem?: string;
}
export const invalid = (errors: FieldErrors, problem?: string): Invalid => ({
  kind: 'invalid',
  errors,
  ...(problem === undefined ? {} : { problem }),
});

/** Nothing is carried out yet: the same form again, with what to know first and a state that remembers it was shown. */
export interface Ask {
  readonly kind: 'ask';
  readonly cautions: readonly string[];
  /** The same beside the fields that they are about. */
  readonly errors: FieldErrors;
  readonly state: Json;
  /** What the button says that goes ahead. */
  readonly submit: string;
}

export type Submitted = Reply | Invalid | Ask;

export interface Form<S> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly submitLabel: string;
  open(context: Context<S>, state: Json): Promise<FormContent>;
  suggest(context: Context<S>, lookup: { field: string; typed: string; raw: RawValues }): Promise<readonly Choice[]>;
  /** Asked when a page of a long form is filled in, for the next one to say. */
  effects(context: Context<S>, raw: RawValues, key: FormKey): Promise<readonly FormRemark[] | Invalid>;
  submit(context: Context<S>, raw: RawValues, key: FormKey): Promise<Submitted>;
}

export function defineForm<S, State extends Json>(spec: {
  id: string;
  version: number;
  title: string;
  submitLabel: string;
  /** One reader for each version of the state ever shipped. */
  states: Readonly<Record<number, z.ZodType<State>>>;
  open(context: Context<S>, state: State): Promise<FormContent>;
  suggest?: Form<S>['suggest'];
  effects?(context: Context<S>, raw: RawValues, state: State): Promise<readonly FormRemark[] | Invalid>;
  submit(context: Context<S>, raw: RawValues, state: State): Promise<Submitted>;
}): Form<S> {
  const read = (v: number, state: Json): State => {
    const result = spec.states[v]?.safeParse(state);
    if (result?.success) return result.data;
    throw new Mistyped('This form is from a version that I no longer know.', { next: 'Open it again from the card.' });
  };
  return {
    ...spec,
    open: (context, state) => spec.open(context, read(spec.version, state)),
    suggest: spec.suggest ?? (() => Promise.resolve([])),
    effects: async (context, raw, key) => (await spec.effects?.(context, raw, read(key.v, key.state))) ?? [],
    submit: (context, raw, key) => spec.submit(context, raw, read(key.v, key.state)),
  };
}
