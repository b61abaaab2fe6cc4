/** What a Teams client does with the bot's answer to an invoke. */
import { complaintsAbout } from './card-check';
import { actionsOf } from './inputs';
import type { Delivery } from './peer';
import type { Card, TeamsDialog } from './shown';
import type { World } from './world';

const unreachable = 'Unable to reach app. Please try again.';

/** An Action.Execute: a card takes the pressed one's place for that person, words appear below it. */
export function applyExecuted(world: World, person: string, message: string, { status, body }: Delivery): void {
  const { type, value } = (body ?? {}) as { type?: string; value?: unknown };
  if (status !== 200) world.noticeTo(person, message, unreachable);
  else if (type === 'application/vnd.microsoft.card.adaptive') {
    const wrong = wrongWith(value as Card);
    if (wrong === undefined) world.showCardTo(person, message, value as Card);
    else world.noticeTo(person, message, wrong);
  } else if (typeof value === 'string' && value !== '') world.noticeTo(person, message, value);
}

/** Teams itself says only that something went wrong; whoever works on the bot wants to know what. */
function wrongWith(card: Card): string | undefined {
  const complaints = complaintsAbout(card);
  return complaints.length === 0 ? undefined : `Something went wrong. ${complaints.join(' ')}`;
}

interface Task {
  readonly value?: string | { readonly title?: string; readonly card?: { readonly content?: Card } };
}

/** A `task/fetch` or `task/submit`: a page opens or changes, no page closes the dialog. */
export function applyTask(
  world: World,
  person: string,
  from: Pick<TeamsDialog, 'conversation' | 'activityId' | 'command'>,
  { status, body }: Delivery,
): void {
  const { task } = (body ?? {}) as { task?: Task };
  if (status !== 200) world.open(person, { title: '', message: unreachable, ...from });
  else if (task?.value === undefined) world.close(person);
  else world.open(person, { ...pageOf(task.value), ...from });
}

function pageOf(page: NonNullable<Task['value']>): Pick<TeamsDialog, 'title' | 'card' | 'message'> {
  if (typeof page === 'string') return { title: '', message: page };
  const { title = '', card } = page;
  const wrong = card?.content === undefined ? undefined : wrongInDialog(card.content);
  if (wrong !== undefined) return { title, message: wrong };
  return { title, ...(card?.content === undefined ? {} : { card: card.content }) };
}

/** A dialog submits: what is executed or refreshed belongs to messages. */
function wrongInDialog(card: Card): string | undefined {
  const execute = actionsOf(card).some(({ type }) => type === 'Action.Execute');
  return execute || 'refresh' in card ? 'Something went wrong. A dialog knows Action.Submit alone.' : wrongWith(card);
}
