/** A form that a feature wants opened: the feature names it, the bot opens it. */
import type { Json } from '../json';

/** A feature that wants a form opened names it and its state; the engine opens it. */
export interface FormRequest {
  readonly kind: 'open';
  readonly form: string;
  readonly state: Json;
}

export const openForm = (form: string, state: Json): FormRequest => ({ kind: 'open', form, state });
