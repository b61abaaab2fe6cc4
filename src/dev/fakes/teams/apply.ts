/** What a Teams client does with the bot's answer to an invoke. */
import { complaintsAboutCard } from './card-check';
import { actionsOf } from './inputs';
import type { TeamsDelivery } from './fake-teams';
import type { Card, TeamsDialog } from './shown';
import type { TeamsWorld } from './world';

const unreachableText = 'Unable to reach app. Please try again.';

/** An Action.Execute: a card takes the pressed one's place for that person, words appear below it. */
export function applyExecuteResponse(
  world: TeamsWorld,
  person: string,
  message: string,
  { status, body }: TeamsDelivery,
): void {
  const { type, value } = (body ?? {}) as { type?: string; value?: unknown };
  if (status !== 200) world.noticeTo(person, message, unreachableText);
  else if (type === 'application/vnd.microsoft.card.adaptive') {
    const problem = cardProblem(value as Card);
    if (problem === undefined) world.showCardTo(person, message, value as Card);
    else world.noticeTo(person, message, problem);
  } else if (typeof value === 'string' && value !== '') world.noticeTo(person, message, value);
}

/** Teams itself says only that something went wrong; whoever works on the bot wants to know what. */
function cardProblem(card: Card): string | undefined {
  const complaints = complaintsAboutCard(card);
  return complaints.length === 0 ? undefined : `Something went wrong. ${complaints.join(' ')}`;
}

interface TaskResponse {
  readonly value?: string | { readonly title?: string; readonly card?: { readonly content?: Card } };
}

/** A `task/fetch` or `task/submit`: a page opens or changes, no page closes the dialog. */
export function applyTaskResponse(
  world: TeamsWorld,
  person: string,
  from: Pick<TeamsDialog, 'conversation' | 'activityId' | 'command'>,
  { status, body }: TeamsDelivery,
): void {
  const { task } = (body ?? {}) as { task?: TaskResponse };
  if (status !== 200) world.open(person, { title: '', message: unreachableText, ...from });
  else if (task?.value === undefined) world.close(person);
  else world.open(person, { ...dialogPage(task.value), ...from });
}

function dialogPage(page: NonNullable<TaskResponse['value']>): Pick<TeamsDialog, 'title' | 'card' | 'message'> {
  if (typeof page === 'string') return { title: '', message: page };
  const { title = '', card } = page;
  const problem = card?.content === undefined ? undefined : dialogProblem(card.content);
  if (problem !== undefined) return { title, message: problem };
  return { title, ...(card?.content === undefined ? {} : { card: card.content }) };
}

/** A dialog submits: what is executed or refreshed belongs to messages. */
function dialogProblem(card: Card): string | undefined {
  const execute = actionsOf(card).some(({ type }) => type === 'Action.Execute');
  return execute || 'refresh' in card ? 'Something went wrong. A dialog knows Action.Submit alone.' : cardProblem(card);
}
