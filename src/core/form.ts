/** A form, defined once: drawn as a modal on Slack and as a dialog on Teams. */
import type { z } from 'zod';
import type { Context } from './context';

import { Mistyped } from './errors';
import type { Json } from './json';
import type { Reply } from './reply';
import type { Choice, FieldErrors, FormContent, FormKey, FormRemark, RawValues } from './form-view';

/** Characters of a number with all that people write around it. */
export const mostTyped = 40;

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
