/** A form, defined once: drawn as a modal on Slack and as a dialog on Teams. */
import type { z } from 'zod';
import type { Context } from '../context';
import { InvalidInput } from '../errors';
import type { Json } from '../json';
import type { Reply } from '../reply';
import type { Choice, FieldErrors, FormContent, FormKey, InfoText, RawValues } from './form-view';

/** Characters of a number with all that people write around it. */
export const maxNumberLength = 40;

/** The submission cannot be carried out as it stands; the form stays open with everything typed. */
export interface InvalidSubmission {
  readonly kind: 'invalid';
  readonly errors: FieldErrors;
  readonly problem?: string;
}
export const invalidSubmission = (errors: FieldErrors, problem?: string): InvalidSubmission => ({
  kind: 'invalid',
  errors,
  ...(problem === undefined ? {} : { problem }),
});

/** Nothing is carried out yet: the same form again, with what to know first and a state that remembers it was shown. */
export interface ConfirmationRequest {
  readonly kind: 'ask';
  readonly cautions: readonly string[];
  /** The same beside the fields that they are about. */
  readonly errors: FieldErrors;
  readonly state: Json;
  /** What the button says that goes ahead. */
  readonly submit: string;
}

export type SubmitResult = Reply | InvalidSubmission | ConfirmationRequest;

export interface Form<S> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly submitLabel: string;
  open(context: Context<S>, state: Json): Promise<FormContent>;
  suggest(context: Context<S>, lookup: { field: string; typed: string; raw: RawValues }): Promise<readonly Choice[]>;
  /** Asked when a page of a long form is filled in, for the next one to say. */
  previewEffects(context: Context<S>, raw: RawValues, key: FormKey): Promise<readonly InfoText[] | InvalidSubmission>;
  submit(context: Context<S>, raw: RawValues, key: FormKey): Promise<SubmitResult>;
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
  previewEffects?(context: Context<S>, raw: RawValues, state: State): Promise<readonly InfoText[] | InvalidSubmission>;
  submit(context: Context<S>, raw: RawValues, state: State): Promise<SubmitResult>;
}): Form<S> {
  const parseState = (v: number, state: Json): State => {
    const result = spec.states[v]?.safeParse(state);
    if (result?.success) return result.data;
    throw new InvalidInput('This form is from a version that I no longer know.', {
      hint: 'Open it again from the card.',
    });
  };
  return {
    ...spec,
    open: (context, state) => spec.open(context, parseState(spec.version, state)),
    suggest: spec.suggest ?? (() => Promise.resolve([])),
    previewEffects: async (context, raw, key) =>
      (await spec.previewEffects?.(context, raw, parseState(key.v, key.state))) ?? [],
    submit: (context, raw, key) => spec.submit(context, raw, parseState(key.v, key.state)),
  };
}

/** A feature that wants a form opened names it and its state; the engine opens it. */
export interface FormRequest {
  readonly kind: 'open';
  readonly form: string;
  readonly state: Json;
}

export const openForm = (form: string, state: Json): FormRequest => ({ kind: 'open', form, state });
