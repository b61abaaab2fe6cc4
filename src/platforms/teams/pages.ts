/** What a dialog can show: a form, a card, or that something is under way. */
import type { TaskModuleResponse } from 'botbuilder';
import type { FormView } from '../../core/form-view';
import type { View } from '../../core/reply';
import { pageWithCard } from './answers';
import type { Drawing } from './drawing';
import type { Carried } from './tokens';

export interface Pages {
  form(form: FormView): TaskModuleResponse;
  view(view: View): TaskModuleResponse;
  /** Nothing can be pushed into an open dialog: its own button asks once more. */
  lookAgain(again: Carried): TaskModuleResponse;
  saving(): TaskModuleResponse;
}

export function createPages(drawing: Drawing): Pages {
  const waiting = (title: string, say: string, again?: Carried) =>
    pageWithCard('One moment', drawing.waiting({ title, say }, again));
  return {
    form: (form) => pageWithCard(form.title, drawing.form(form)),
    view: (view) => pageWithCard('Opportunities', drawing.view(view)),
    lookAgain: (again) => waiting('This takes longer than usual', 'Press Continue to look again.', again),
    saving: () =>
      waiting('Saving…', 'This takes longer than usual. You may close this: the result will be in the conversation.'),
  };
}
