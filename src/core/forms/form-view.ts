/** A form as it is drawn: its fields, what stands in them, and what is said of them. Plain data. */
import type { Json } from '../json';
import type { MessageRef } from '../interaction';

/**
 * What came back from the platform, by field id; an empty field is absent. Dates are `yyyy-mm-dd`, times `HH:MM`, toggles
 * `true`, several choices have commas between them. Numbers are as they were typed; a form's own code gives and gets them
 * as digits with a dot before the decimals.
 */
export type RawValues = Readonly<Record<string, string>>;

export type FieldErrors = Readonly<Record<string, string>>;

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
export type LookupOffers = Readonly<Record<string, readonly Choice[]>>;

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
export interface FormSubmission {
  readonly values: RawValues;
  /** The words of what was chosen in look-ups, by field: a value alone says nothing. */
  readonly labels?: RawValues;
  readonly back?: boolean;
  /** The page as the platform has it, which may be the only one that still does. A claim: good for drawing it again. */
  readonly renderedForm?: FormView | undefined;
}

/** A paragraph above the fields: what the person should know before confirming. */
export interface InfoText {
  readonly text: string;
  readonly link?: { readonly label: string; readonly url: string };
}

/** A form ready to be drawn. Plain JSON. */
export interface FormView {
  readonly key: FormKey;
  readonly title: string;
  readonly submit: string;
  readonly remarks: readonly InfoText[];
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
  readonly offers?: LookupOffers;
  readonly errors: FieldErrors;
  /** `Step 1 of 2`; empty when there is one page. */
  readonly step: string;
  /** Whether there is a page before this one to go back to. */
  readonly back: boolean;
  /** What the pages before come to: shown on the later pages of a long form. */
  readonly effects?: readonly InfoText[];
  /** What is wrong with the form as a whole, in words; empty when nothing is. */
  readonly problem: string;
  /** The card that the form was opened from: it is replaced when the form succeeds. */
  readonly card?: MessageRef;
}

/** Those that do not stand beside a field already. */
export const warningsAbove = ({ cautions, errors }: FormView): readonly string[] =>
  cautions.filter((text) => !Object.values(errors).includes(text));

/**
 * What `open` of a form answers: the engine adds key, errors and address. `state` replaces the state that the form was
 * asked for with, so that a submission knows what its form showed.
 */
export type FormContent = Pick<FormView, 'fields' | 'values'> &
  Partial<Pick<FormView, 'title' | 'submit' | 'remarks' | 'cautions'>> & { readonly state?: Json };
