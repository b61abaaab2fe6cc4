/** A button pressed or an option chosen, on a card in a conversation or inside a modal. */
import type { BlockAction, BlockElementAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Arrival } from '../../core/arrival';
import type { ActionToken } from '../../core/button';
import { showToAsker, type Reply } from '../../core/reply';
import { isHome, originOfPress } from './arrival';
import type { Window } from './modal';
import { readMetadata } from './metadata';
import { readOffer } from './offer';
import type { Origin } from './origin';
import { arrivalOf, type Parts } from './parts';
import { submitted } from './submissions';
import { decodeToken } from './tokens';
import { readTyped } from './typed';

export async function onPress(parts: Parts, args: SlackActionMiddlewareArgs<BlockAction>): Promise<void> {
  await args.ack();
  const { body, payload } = args;
  if (payload.action_id === backAction) return turnBack(parts, body);
  const value = valueOf(payload);
  // A button that only opens a link tells of its press as well: there is nothing to do.
  if (value === undefined) return;
  const token = decodeToken(payload.action_id, value);
  const origin = originOfPress(body, { team: parts.me.team, now: parts.clock() });
  const work = arrivalOf(parts, body.trigger_id, origin).then((arrival) => acted(parts, token, arrival));
  if (isHome(body)) return landFromHome(parts, { token, trigger: body.trigger_id, origin }, work);
  if (body.view !== undefined) {
    await landInModal(parts, { id: body.view.id, title: body.view.title.text, origin }, await work);
    return;
  }
  const { modals, delivery } = parts;
  const title = readOffer(token)?.title ?? parts.bot.opensByPress(token);
  if (title !== undefined) return modals.openFor(work, { trigger: body.trigger_id, title, origin });
  const reply = await work;
  await (reply.kind === 'form' ? modals.openForm(body.trigger_id, reply, origin) : delivery.reply(origin, reply));
}

/** A form's own button, by `cards/slack/form.json`: what was typed on this page is kept for when it comes again. */
const backAction = 'form.back';

async function turnBack(parts: Parts, { view, user, trigger_id }: BlockAction): Promise<void> {
  if (view === undefined) return;
  const { origin: opened, key } = readMetadata(view.private_metadata);
  if (key === undefined) return;
  const origin = { ...opened, user: user.id };
  const filled = { ...readTyped(view.state.values), back: true };
  const result = await submitted(parts, { id: trigger_id, key, filled, origin });
  await parts.modals.land({ id: view.id, title: view.title.text, origin }, result);
}

/** The button that draws Home again: its answer belongs there. */
const homeAction = 'home.show';
/** The window's title over a card opened from Home: the card itself says what it is about. */
const homeTitle = 'Opportunities';

interface PressedAtHome {
  readonly token: ActionToken;
  readonly trigger: string;
  readonly origin: Origin;
}
/** There is no conversation to answer in: everything else is shown in a modal, opened while its trigger lives. */
async function landFromHome(
  { bot, homes, modals }: Parts,
  { token, trigger, origin }: PressedAtHome,
  work: Promise<Reply>,
): Promise<void> {
  if (token.id !== homeAction) {
    return modals.openFor(work, { trigger, title: bot.opensByPress(token) ?? homeTitle, origin });
  }
  const reply = await work;
  if (reply.kind === 'show' || reply.kind === 'replace') await homes.publish(origin.user, reply.view);
}

function acted({ bot }: Parts, token: ActionToken, arrival: Arrival): Promise<Reply> {
  const offer = readOffer(token);
  return offer === undefined ? bot.act(token, arrival) : bot.open(offer.key, arrival);
}

/** What was pressed is the modal itself: so it is the modal that is replaced. */
async function landInModal({ modals }: Parts, window: Window, reply: Reply): Promise<void> {
  await modals.land(window, reply.kind === 'replace' ? showToAsker(reply.view) : reply);
}

function valueOf(action: BlockElementAction): string | undefined {
  if ('selected_option' in action) return action.selected_option?.value;
  return 'value' in action && action.value !== '' ? (action.value ?? undefined) : undefined;
}
