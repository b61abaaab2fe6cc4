/** Errands by the buttons of cards. */
import type { CardOnScreen } from '../support/chat';
import {
  anyOpportunityId,
  createOwnOpportunity,
  anyOf,
  laterStages,
  isFormOpen,
  isAccepted,
  addNote,
  pause,
  stages,
  type Actor,
  type Scenario,
} from './actor';

/** Looks for a card for two seconds: the answer may come after one to earlier words. */
async function findCard({ chat, person }: Actor, words: string, most: number): Promise<CardOnScreen | undefined> {
  for (let look = 0; look < 40; look++) {
    const card = chat
      .cards(person)
      .slice(-most)
      .find((one) => one.words.includes(words));
    if (card !== undefined) return card;
    await pause(50);
  }
  return undefined;
}

/** Where Autotask fails them, there is a card that says so, without the button. */
async function showsButton(
  actor: Actor,
  message: string,
  expected: { about: string; button: string },
): Promise<boolean> {
  await actor.chat.say(actor.person, message);
  return (await findCard(actor, expected.about, 1))?.buttons.includes(expected.button) ?? false;
}

const pressTwice = (press: () => Promise<void>): Promise<unknown> => Promise.all([press(), press()]);

/** From its card to another stage, in a form. */
const move: Scenario = async (actor) => {
  const { chat, person, asked } = actor;
  const own = createOwnOpportunity(actor);
  const { id } = own;
  if (!(await showsButton(actor, String(id), { about: own.title, button: 'Stage' }))) return;
  if (!(await isFormOpen(own, () => chat.pressForm(person, 'Stage')))) return;
  const wanted = anyOf(laterStages);
  const moved = { id, may: [stages.Qualifying, stages[wanted]] };
  asked.moves.push(moved);
  await chat.submit(person, { stage: wanted });
  if (await isAccepted(actor)) moved.may = [stages[wanted]];
};

/** The card is older than what stands in Autotask, or the form is. */
const moveFromOldCard: Scenario = async (actor) => {
  const { chat, person, asked, scene } = actor;
  const own = createOwnOpportunity(actor);
  const { id } = own;
  const elsewhere = () => scene.sandbox.records.edit('Opportunities', id, { stage: stages['Solution Design'] });
  const isOldForm = Math.random() < 0.5;
  if (!(await showsButton(actor, String(id), { about: own.title, button: 'Stage' }))) return;
  asked.changedElsewhere.add(id);
  if (!isOldForm) elsewhere();
  if (!(await isFormOpen(own, () => chat.pressForm(person, 'Stage')))) return;
  if (isOldForm) elsewhere();
  const moved = { id, may: [stages['Solution Design'], stages.Verbal] };
  asked.moves.push(moved);
  await chat.submit(person, { stage: 'Verbal' });
  if (!isOldForm) {
    if (await isAccepted(actor)) moved.may = [stages.Verbal];
    return;
  }
  if (await isAccepted(actor)) moved.may = [stages['Solution Design']];
  else if (Math.random() < 0.5) {
    await chat.close(person);
    moved.may = [stages['Solution Design']];
  } else {
    await chat.submit(person, { stage: 'Verbal' });
    if (await isAccepted(actor)) moved.may = [stages.Verbal];
  }
};

/** Undo on the card, pressed twice at once. */
const undoMove: Scenario = async (actor) => {
  const { chat, person, asked } = actor;
  const { id, title } = createOwnOpportunity(actor);
  const moved = { id, may: [stages.Qualifying, stages.Verbal] };
  asked.moves.push(moved);
  const undoes = await showsButton(actor, `stage ${String(id)} Verbal`, { about: title, button: 'Undo' });
  if (!undoes) return;
  moved.may = [stages.Qualifying];
  await pressTwice(() => chat.press(person, 'Undo'));
};

const undoNote: Scenario = async (actor) => {
  const { chat, person, asked, scene } = actor;
  const text = addNote(asked);
  if (!(await showsButton(actor, `note ${String(anyOpportunityId(scene))} ${text}`, { about: text, button: 'Undo' })))
    return;
  asked.undoneNotes.push(text);
  await pressTwice(() => chat.press(person, 'Undo'));
};

/** A list: its next page, its filters, and something done with one of its rows. */
const browse: Scenario = async (actor) => {
  const { chat, person } = actor;
  if (!(await showsButton(actor, 'list', { about: '1 to 10 of', button: 'Next' }))) return;
  await pressTwice(() => chat.press(person, 'Next'));
  if ((await findCard(actor, '11 to 20 of', 3)) === undefined) return;
  await chat.pressForm(person, 'Filter');
  await chat.submit(person, { stage: anyOf(laterStages) });
  if (!(await isAccepted(actor))) return chat.close(person);
  if (Math.random() < 0.5) return chat.press(person, 'Open');
  await chat.pressForm(person, 'Push close date');
  await chat.submit(person, { projectedCloseDate: `2027-02-${anyOf(['05', '12', '19'])}` });
  if (!(await isAccepted(actor))) await chat.close(person);
};

export const readScenarios: readonly Scenario[] = [browse];
export const changeScenarios: readonly Scenario[] = [move, moveFromOldCard, undoMove, undoNote];
