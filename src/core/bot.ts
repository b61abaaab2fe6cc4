/** The door in: the only way from a platform to the features. Never rejects: every failure becomes words. */
import type { ActionToken } from './cards/button';
import type { Interaction, MessageRef } from './interaction';
import type { EntryPoints } from './entry-points';
import type { Choice, FieldErrors, FormSubmission, FormKey, FormView, RawValues } from './forms/form-view';
import type { Reply, View } from './reply';

/** The submission did not go through: the same form again, with what was typed and what is wrong with it. */
export interface InvalidForm {
  readonly kind: 'invalid';
  readonly form: FormView;
}

/** Words, understood once. */
export interface RoutedCommand {
  /** The title of the form that they will end in, or undefined. */
  readonly formTitle: string | undefined;
  /** Whether they change something without a form, which would still hold what was typed. */
  readonly changesAtOnce: boolean;
  run(interaction: Interaction): Promise<Reply>;
}

export interface Bot extends EntryPoints {
  /** What these words mean: nothing is looked up yet. */
  route(text: string): RoutedCommand;
  /** The title of the form that this button opens, or undefined. */
  formTitleForButton(token: ActionToken): string | undefined;

  act(token: ActionToken, interaction: Interaction): Promise<Reply>;
  /** The form of a key that was put on show earlier, opened afresh: where words can only offer a form, not open it. */
  open(key: FormKey, interaction: Interaction): Promise<Reply>;

  /** What is wrong with these values by the form's own fields alone: asks nobody but the store, so it is always quick. */
  check(key: FormKey, raw: RawValues): Promise<FieldErrors>;
  suggest(
    key: FormKey,
    lookup: { field: string; typed: string; raw: RawValues },
    interaction: Interaction,
  ): Promise<readonly Choice[]>;
  /** `arrival.card` is the card that the form was opened from, as the platform carried it along. */
  submit(key: FormKey, submission: FormSubmission, interaction: Interaction): Promise<Reply | InvalidForm>;

  /** An adapter tells that a card is on show now, so that later changes can reach it. */
  trackCard(card: MessageRef, view: View): Promise<void>;
}
