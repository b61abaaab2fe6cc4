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
import type { Desk } from './desk';
import { onDialog, onMessageAction } from './dialog';
import { onChosen, onLink, onQuery } from './extension';
import { readIncoming, type Incoming } from './incoming';
import { onExecute } from './press';
import { noResults } from './results';
import { onSearch } from './suggest';
import { onInstalled, onMessage } from './talk';

export class Handler extends TeamsActivityHandler {
  constructor(private readonly desk: Desk) {
    super();
  }
  protected override onMessageActivity(context: TurnContext): Promise<void> {
    return onMessage(this.desk, incoming(context));
  }
  protected override onInstallationUpdateActivity(context: TurnContext): Promise<void> {
    return onInstalled(this.desk, incoming(context));
  }
  protected override onAdaptiveCardInvoke(context: TurnContext): Promise<AdaptiveCardInvokeResponse> {
    return onExecute(this.desk, incoming(context));
  }
  protected override handleTeamsTaskModuleFetch(context: TurnContext): Promise<TaskModuleResponse> {
    return onDialog(this.desk, incoming(context));
  }
  protected override handleTeamsTaskModuleSubmit(context: TurnContext): Promise<TaskModuleResponse> {
    return onDialog(this.desk, incoming(context));
  }
  protected override handleTeamsMessagingExtensionQuery(context: TurnContext): Promise<MessagingExtensionResponse> {
    return onQuery(this.desk, incoming(context));
  }
  protected override handleTeamsMessagingExtensionSelectItem(
    context: TurnContext,
  ): Promise<MessagingExtensionResponse> {
    return onChosen(this.desk, incoming(context));
  }
  protected override handleTeamsAppBasedLinkQuery(context: TurnContext): Promise<MessagingExtensionResponse> {
    return onLink(this.desk, incoming(context));
  }
  /** Somebody for whom the app is not installed: nobody unknown sees anything. */
  protected override handleTeamsAnonymousAppBasedLinkQuery(): Promise<MessagingExtensionResponse> {
    return Promise.resolve(noResults);
  }
  protected override handleTeamsMessagingExtensionFetchTask(
    context: TurnContext,
  ): Promise<MessagingExtensionActionResponse> {
    return onMessageAction(this.desk, incoming(context));
  }
  protected override handleTeamsMessagingExtensionSubmitAction(
    context: TurnContext,
  ): Promise<MessagingExtensionActionResponse> {
    return onDialog(this.desk, incoming(context));
  }
  /** The framework refuses a search without text, though a field that is opened asks for what there is at all. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    if (context.activity.name !== 'application/search') return super.onInvokeActivity(context);
    return { status: 200, body: await onSearch(this.desk, incoming(context)) };
  }
}

/** Its shape was checked at the door. */
function incoming({ activity }: TurnContext): Incoming {
  const read = readIncoming(activity);
  if (read === undefined) throw new Error('An activity without the shape of one came past the door.');
  return read;
}
