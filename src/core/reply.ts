/** What a feature answers: a value. Only the adapter speaks to the platform. */
import type { FormView } from './form';

/** A card to be drawn: its name, the model that its templates bind to, and the words where no card can be drawn. */
export interface View {
  readonly card: string;
  readonly model: object;
  /** Plain fallback for notifications and screen readers; never empty. */
  readonly text: string;
  /** What the card is about, such as `opportunity:123`: cards of one subject are updated together. */
  readonly subject?: string;
}

export type Reply =
  | { readonly kind: 'show'; readonly view: View; readonly to: 'everyone' | 'asker' }
  | { readonly kind: 'replace'; readonly view: View }
  | { readonly kind: 'form'; readonly form: FormView }
  | { readonly kind: 'none' };

export const showToAsker = (view: View): Reply => ({ kind: 'show', view, to: 'asker' });
export const showToEveryone = (view: View): Reply => ({ kind: 'show', view, to: 'everyone' });
export const replaceWith = (view: View): Reply => ({ kind: 'replace', view });
