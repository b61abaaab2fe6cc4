/** The door in: the only way from a platform to the features. Never rejects: every failure becomes words. */
import type { ActionToken } from './button';
import type { Arrival, CardRef } from './arrival';
import type { Entrances } from './entrances';
import type { Choice, FieldErrors, Filled, FormKey, FormView, RawValues } from './form-view';
import type { Reply, View } from './reply';

/** The submission did not go through: the same form again, with what was typed and what is wrong with it. */
export interface Redrawn {
  readonly kind: 'invalid';
  readonly form: FormView;
}

export interface Bot extends Entrances {
  /** The title of the form that these words will end in, or undefined: known before anything is looked up. */
  opensByWords(text: string): string | undefined;
  /** Whether these words change something without a form, which would still hold what was typed. */
  changesByWords(text: string): boolean;
  /** The title of the form that this button opens, or undefined. */
  opensByPress(token: ActionToken): string | undefined;

  command(text: string, arrival: Arrival): Promise<Reply>;
  act(token: ActionToken, arrival: Arrival): Promise<Reply>;
  /** The form of a key that was put on show earlier, opened afresh: where words can only offer a form, not open it. */
  open(key: FormKey, arrival: Arrival): Promise<Reply>;

  /** What is wrong with these values by the form's own fields alone: asks nobody but the store, so it is always quick. */
  check(key: FormKey, raw: RawValues): Promise<FieldErrors>;
  suggest(
    key: FormKey,
    lookup: { field: string; typed: string; raw: RawValues },
    arrival: Arrival,
  ): Promise<readonly Choice[]>;
  /** `arrival.card` is the card that the form was opened from, as the platform carried it along. */
  submit(key: FormKey, filled: Filled, arrival: Arrival): Promise<Reply | Redrawn>;

  /** An adapter tells that a card is on show now, so that later changes can reach it. */
  shown(card: CardRef, view: View): Promise<void>;
}
