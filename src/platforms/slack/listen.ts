/** Which kind of delivery goes to which handler. */
import type { App, BlockAction, GlobalShortcut, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import { onCommand } from './commands';
import { onHomeOpened } from './home';
import { onLink } from './links';
import { onMention, onMessage } from './mentions';
import type { Parts } from './parts';
import { onPress } from './presses';
import { onKeep, onSearch } from './shortcuts';
import { onSubmission } from './submissions';
import { onSuggestion } from './suggestions';
import type { UnderWay } from './under-way';

const any = /.*/;

export function listen(app: App, parts: Parts, underWay: UnderWay): void {
  const run: UnderWay['run'] = (what, work) => underWay.run(what, work);
  app.command(any, (args) => run('command', () => onCommand(parts, args)));
  app.action<BlockAction>({ type: 'block_actions' }, (args) => run('press', () => onPress(parts, args)));
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: any }, (args) =>
    run('form', () => onSubmission(parts, args)),
  );
  app.options(any, (args) => run('look-up', () => onSuggestion(parts, args)));
  app.shortcut<GlobalShortcut>({ type: 'shortcut', callback_id: 'search' }, (args) =>
    run('shortcut', () => onSearch(parts, args)),
  );
  app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: 'keep' }, (args) =>
    run('message shortcut', () => onKeep(parts, args)),
  );
  app.event('app_home_opened', (args) => run('home', () => onHomeOpened(parts, args)));
  app.event('link_shared', (args) => run('link', () => onLink(parts, args)));
  app.event('app_mention', (args) => run('mention', () => onMention(parts, args)));
  app.event('message', (args) => run('message', () => onMessage(parts, args)));
}
