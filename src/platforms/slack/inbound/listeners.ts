/** Bolt's app, and which kind of delivery goes to which handler. */
import {
  App,
  type Receiver,
  type BlockAction,
  type GlobalShortcut,
  type MessageShortcut,
  type ViewSubmitAction,
} from '@slack/bolt';
import { onCommand, onMention, onDirectMessage } from './messages';
import { onHomeOpened } from './app-home';
import { onLinkShared } from './unfurl';
import type { HandlerContext } from '../handler-context';
import { onBlockAction } from './block-actions';
import { onKeepShortcut, onSearchShortcut } from './shortcuts';
import { onViewSubmission, onBlockSuggestion } from './forms';
import type { InFlight } from '../../../core/in-flight';
import type { Logger } from '../../../core/log';
import type { SlackOptions } from '../options';
import type { BotIdentity } from '../outbound/slack-api';
import { toLogFields, toSlackLogger } from '../outbound/errors';

const any = /.*/;

/** Never rejects: nothing fails unheard. */
export type RunTracked = (what: string, work: () => Promise<void>) => Promise<void>;

export const createRunTracked =
  (inFlight: InFlight, log: Logger): RunTracked =>
  (what, work) =>
    inFlight.track(work().catch((error: unknown) => log.error({ ...toLogFields(error), what }, 'Slack got no answer')));

export function createBoltApp(receiver: Receiver, botIdentity: BotIdentity, { botToken, log }: SlackOptions): App {
  return new App({
    receiver,
    // Who the bot is was asked once, at start: Bolt need not ask again.
    authorize: () => Promise.resolve({ botToken, botUserId: botIdentity.user, teamId: botIdentity.team }),
    logger: toSlackLogger(log),
    convoStore: false,
  });
}

export function registerListeners(app: App, context: HandlerContext, run: RunTracked): void {
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
