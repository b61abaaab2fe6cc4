/** What a dialog can show: a form, a card, or that something is under way. */
import type { TaskModuleResponse } from 'botbuilder';
import type { FormView } from '../../../core/forms/form-view';
import type { View } from '../../../core/reply';
import { dialogWithCard } from './invoke-responses';
import type { TeamsRenderer } from './draw';
import type { ButtonPayload } from './tokens';

export interface DialogPages {
  form(form: FormView): TaskModuleResponse;
  view(view: View): TaskModuleResponse;
  /** Nothing can be pushed into an open dialog: its own button asks once more. */
  retryLater(retryPayload: ButtonPayload): TaskModuleResponse;
  saving(): TaskModuleResponse;
}

export function createDialogPages(renderer: TeamsRenderer): DialogPages {
  const waiting = (title: string, say: string, retryPayload?: ButtonPayload) =>
    dialogWithCard('One moment', renderer.waiting({ title, say }, retryPayload));
  return {
    form: (form) => dialogWithCard(form.title, renderer.form(form)),
    view: (view) => dialogWithCard('Opportunities', renderer.view(view)),
    retryLater: (retryPayload) =>
      waiting('This takes longer than usual', 'Press Continue to look again.', retryPayload),
    saving: () =>
      waiting('Saving…', 'This takes longer than usual. You may close this: the result will be in the conversation.'),
  };
}
