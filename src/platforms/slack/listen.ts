/** Which kind of delivery goes to which handler. */
import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { onCommand } from './commands';
import { onMention, onMessage } from './mentions';
import type { Parts } from './parts';
import { onPress } from './presses';
import { onSubmission } from './submissions';
import { onSuggestion } from './suggestions';
import type { Underway } from './underway';

const any = /.*/;

export function listen(app: App, parts: Parts, underway: Underway): void {
  const run: Underway['run'] = (what, work) => underway.run(what, work);
  app.command(any, (args) => run('command', () => onCommand(parts, args)));
  app.action<BlockAction>({ type: 'block_actions' }, (args) => run('press', () => onPress(parts, args)));
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: any }, (args) =>
    run('form', () => onSubmission(parts, args)),
  );
  app.options(any, (args) => run('look-up', () => onSuggestion(parts, args)));
  app.event('app_mention', (args) => run('mention', () => onMention(parts, args)));
  app.event('message', (args) => run('message', () => onMessage(parts, args)));
}
