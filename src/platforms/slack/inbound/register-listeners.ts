/** Which kind of delivery goes to which handler. */
import type { App, BlockAction, GlobalShortcut, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import { onCommand } from './commands';
import { onHomeOpened } from './app-home';
import { onLinkShared } from './unfurl';
import { onMention, onDirectMessage } from './messages';
import type { HandlerContext } from '../handler-context';
import { onBlockAction } from './block-actions';
import { onKeepShortcut, onSearchShortcut } from './shortcuts';
import { onViewSubmission } from './view-submissions';
import { onBlockSuggestion } from './block-suggestions';
import type { InFlight } from '../in-flight';

const any = /.*/;

export function registerListeners(app: App, context: HandlerContext, inFlight: InFlight): void {
  const run: InFlight['run'] = (what, work) => inFlight.run(what, work);
  app.command(any, (args) => run('command', () => onCommand(context, args)));
  app.action<BlockAction>({ type: 'block_actions' }, (args) => run('press', () => onBlockAction(context, args)));
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: any }, (args) =>
    run('form', () => onViewSubmission(context, args)),
  );
  app.options(any, (args) => run('look-up', () => onBlockSuggestion(context, args)));
  app.shortcut<GlobalShortcut>({ type: 'shortcut', callback_id: 'search' }, (args) =>
    run('shortcut', () => onSearchShortcut(context, args)),
  );
  app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: 'keep' }, (args) =>
    run('message shortcut', () => onKeepShortcut(context, args)),
  );
  app.event('app_home_opened', (args) => run('home', () => onHomeOpened(context, args)));
  app.event('link_shared', (args) => run('link', () => onLinkShared(context, args)));
  app.event('app_mention', (args) => run('mention', () => onMention(context, args)));
  app.event('message', (args) => run('message', () => onDirectMessage(context, args)));
}
