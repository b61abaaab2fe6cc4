/** Which activity is handled where: the Bot Framework's own table, with our functions in it. */
import {
  TeamsActivityHandler,
  type AdaptiveCardInvokeResponse,
  type InvokeResponse,
  type MessagingExtensionActionResponse,
  type MessagingExtensionResponse,
  type TaskModuleResponse,
  type TurnContext,
} from 'botbuilder';
import type { HandlerContext } from '../handler-context';
import { onDialog, onMessageAction } from './dialogs';
import { onSelectItem, onLinkQuery, onSearchQuery } from './message-extension';
import { parseIncomingActivity, type IncomingActivity } from './incoming';
import { onExecute } from './card-actions';
import { noResults } from '../render/invoke-responses';
import { onTypeaheadSearch } from './forms';
import { onInstalled, onMessageActivity } from './messages';

export class TeamsHandler extends TeamsActivityHandler {
  constructor(private readonly handlerContext: HandlerContext) {
    super();
  }
  protected override onMessageActivity(context: TurnContext): Promise<void> {
    return onMessageActivity(this.handlerContext, incomingActivity(context));
  }
  protected override onInstallationUpdateActivity(context: TurnContext): Promise<void> {
    return onInstalled(this.handlerContext, incomingActivity(context));
  }
  protected override onAdaptiveCardInvoke(context: TurnContext): Promise<AdaptiveCardInvokeResponse> {
    return onExecute(this.handlerContext, incomingActivity(context));
  }
  protected override handleTeamsTaskModuleFetch(context: TurnContext): Promise<TaskModuleResponse> {
    return onDialog(this.handlerContext, incomingActivity(context));
  }
  protected override handleTeamsTaskModuleSubmit(context: TurnContext): Promise<TaskModuleResponse> {
    return onDialog(this.handlerContext, incomingActivity(context));
  }
  protected override handleTeamsMessagingExtensionQuery(context: TurnContext): Promise<MessagingExtensionResponse> {
    return onSearchQuery(this.handlerContext, incomingActivity(context));
  }
  protected override handleTeamsMessagingExtensionSelectItem(
    context: TurnContext,
  ): Promise<MessagingExtensionResponse> {
    return onSelectItem(this.handlerContext, incomingActivity(context));
  }
  protected override handleTeamsAppBasedLinkQuery(context: TurnContext): Promise<MessagingExtensionResponse> {
    return onLinkQuery(this.handlerContext, incomingActivity(context));
  }
  /** Somebody for whom the app is not installed: nobody unknown sees anything. */
  protected override handleTeamsAnonymousAppBasedLinkQuery(): Promise<MessagingExtensionResponse> {
    return Promise.resolve(noResults);
  }
  protected override handleTeamsMessagingExtensionFetchTask(
    context: TurnContext,
  ): Promise<MessagingExtensionActionResponse> {
    return onMessageAction(this.handlerContext, incomingActivity(context));
  }
  protected override handleTeamsMessagingExtensionSubmitAction(
    context: TurnContext,
  ): Promise<MessagingExtensionActionResponse> {
    return onDialog(this.handlerContext, incomingActivity(context));
  }
  /** The framework refuses a search without text, though a field that is opened asks for what there is at all. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    if (context.activity.name !== 'application/search') return super.onInvokeActivity(context);
    return { status: 200, body: await onTypeaheadSearch(this.handlerContext, incomingActivity(context)) };
  }
}

/** Its shape was checked at the door. */
function incomingActivity({ activity }: TurnContext): IncomingActivity {
  const incoming = parseIncomingActivity(activity);
  if (incoming === undefined) throw new Error('An activity without the shape of one came past the door.');
  return incoming;
}
