/** A button pressed or an option chosen, on a card in a conversation or inside a modal. */
import type { BlockAction, BlockElementAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Interaction } from '../../../core/interaction';
import type { ActionToken } from '../../../core/cards/button';
import { showToAsker, type Reply } from '../../../core/reply';
import { isHome, originOfBlockAction } from './interaction';
import type { OpenModal } from './modal';
import { parseModalMetadata, parseFormOffer, decodeToken } from '../render/tokens';
import type { Origin } from '../outbound/origin';
import { loadInteraction, type HandlerContext } from '../handler-context';
import { submitForm, parseViewState } from './forms';

export async function onBlockAction(
  context: HandlerContext,
  args: SlackActionMiddlewareArgs<BlockAction>,
): Promise<void> {
  await args.ack();
  const { body, payload } = args;
  if (payload.action_id === backActionId) return goBack(context, body);
  const value = selectedValue(payload);
  // A button that only opens a link tells of its press as well: there is nothing to do.
  if (value === undefined) return;
  const token = decodeToken(payload.action_id, value);
  const origin = originOfBlockAction(body, { team: context.botIdentity.team, now: context.clock() });
  const work = loadInteraction(context, body.trigger_id, origin).then((interaction) =>
    runAction(context, token, interaction),
  );
  if (isHome(body)) return showResultFromHome(context, { token, trigger: body.trigger_id, origin }, work);
  if (body.view !== undefined) {
    await showResultInModal(context, { id: body.view.id, title: body.view.title.text, origin }, await work);
    return;
  }
  const { modals, delivery } = context;
  const title = parseFormOffer(token)?.title ?? context.bot.formTitleForButton(token);
  if (title !== undefined) return modals.openForReply(work, { trigger: body.trigger_id, title, origin });
  const reply = await work;
  await (reply.kind === 'form' ? modals.openForm(body.trigger_id, reply, origin) : delivery.reply(origin, reply));
}

/** A form's own button, by `cards/slack/form.json`: what was typed on this page is kept for when it comes again. */
const backActionId = 'form.back';

async function goBack(context: HandlerContext, { view, user, trigger_id }: BlockAction): Promise<void> {
  if (view === undefined) return;
  const { origin: openedFrom, key } = parseModalMetadata(view.private_metadata);
  if (key === undefined) return;
  const origin = { ...openedFrom, user: user.id };
  const submission = { ...parseViewState(view.state.values), back: true };
  const result = await submitForm(context, { id: trigger_id, key, submission, origin });
  await context.modals.showResult({ id: view.id, title: view.title.text, origin }, result);
}

/** The button that draws Home again: its answer belongs there. */
const homeButtonId = 'home.show';
/** The window's title over a card opened from Home: the card itself says what it is about. */
const homeModalTitle = 'Opportunities';

interface HomeAction {
  readonly token: ActionToken;
  readonly trigger: string;
  readonly origin: Origin;
}
/** There is no conversation to answer in: everything else is shown in a modal, opened while its trigger lives. */
async function showResultFromHome(
  { bot, appHome, modals }: HandlerContext,
  { token, trigger, origin }: HomeAction,
  work: Promise<Reply>,
): Promise<void> {
  if (token.id !== homeButtonId) {
    return modals.openForReply(work, { trigger, title: bot.formTitleForButton(token) ?? homeModalTitle, origin });
  }
  const reply = await work;
  if (reply.kind === 'show' || reply.kind === 'replace') await appHome.publish(origin.user, reply.view);
}

function runAction({ bot }: HandlerContext, token: ActionToken, interaction: Interaction): Promise<Reply> {
  const offer = parseFormOffer(token);
  return offer === undefined ? bot.act(token, interaction) : bot.open(offer.key, interaction);
}

/** What was pressed is the modal itself: so it is the modal that is replaced. */
async function showResultInModal({ modals }: HandlerContext, modal: OpenModal, reply: Reply): Promise<void> {
  await modals.showResult(modal, reply.kind === 'replace' ? showToAsker(reply.view) : reply);
}

function selectedValue(action: BlockElementAction): string | undefined {
  if ('selected_option' in action) return action.selected_option?.value;
  return 'value' in action && action.value !== '' ? (action.value ?? undefined) : undefined;
}
