/** Errands by the buttons of cards. */
import type { Shown } from '../support/chat';
import { anId, anOwn, anyOf, further, isOpened, isTaken, noted, pause, stages, type Actor, type Errand } from './actor';

/** Looks for a card for two seconds: the answer may come after one to earlier words. */
async function found({ chat, person }: Actor, words: string, most: number): Promise<Shown | undefined> {
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
async function shows(actor: Actor, said: string, wanted: { about: string; button: string }): Promise<boolean> {
  await actor.chat.say(actor.person, said);
  return (await found(actor, wanted.about, 1))?.buttons.includes(wanted.button) ?? false;
}

const twice = (press: () => Promise<void>): Promise<unknown> => Promise.all([press(), press()]);

/** From its card to another stage, in a form. */
const move: Errand = async (actor) => {
  const { chat, person, asked } = actor;
  const own = anOwn(actor);
  const { id } = own;
  if (!(await shows(actor, String(id), { about: own.title, button: 'Stage' }))) return;
  if (!(await isOpened(own, () => chat.pressForm(person, 'Stage')))) return;
  const wanted = anyOf(further);
  const moved = { id, may: [stages.Qualifying, stages[wanted]] };
  asked.moves.push(moved);
  await chat.submit(person, { stage: wanted });
  if (await isTaken(actor)) moved.may = [stages[wanted]];
};

/** The card is older than what stands in Autotask, or the form is. */
const moveFromOldCard: Errand = async (actor) => {
  const { chat, person, asked, scene } = actor;
  const own = anOwn(actor);
  const { id } = own;
  const elsewhere = () => scene.sandbox.records.edit('Opportunities', id, { stage: stages['Solution Design'] });
  const isOldForm = Math.random() < 0.5;
  if (!(await shows(actor, String(id), { about: own.title, button: 'Stage' }))) return;
  asked.elsewhere.add(id);
  if (!isOldForm) elsewhere();
  if (!(await isOpened(own, () => chat.pressForm(person, 'Stage')))) return;
  if (isOldForm) elsewhere();
  const moved = { id, may: [stages['Solution Design'], stages.Verbal] };
  asked.moves.push(moved);
  await chat.submit(person, { stage: 'Verbal' });
  if (!isOldForm) {
    if (await isTaken(actor)) moved.may = [stages.Verbal];
    return;
  }
  if (await isTaken(actor)) moved.may = [stages['Solution Design']];
  else if (Math.random() < 0.5) {
    await chat.close(person);
    moved.may = [stages['Solution Design']];
  } else {
    await chat.submit(person, { stage: 'Verbal' });
    if (await isTaken(actor)) moved.may = [stages.Verbal];
  }
};

/** Undo on the card, pressed twice at once. */
const undoMove: Errand = async (actor) => {
  const { chat, person, asked } = actor;
  const { id, title } = anOwn(actor);
  const moved = { id, may: [stages.Qualifying, stages.Verbal] };
  asked.moves.push(moved);
  const undoes = await shows(actor, `stage ${String(id)} Verbal`, { about: title, button: 'Undo' });
  if (!undoes) return;
  moved.may = [stages.Qualifying];
  await twice(() => chat.press(person, 'Undo'));
};

const undoNote: Errand = async (actor) => {
  const { chat, person, asked, scene } = actor;
  const text = noted(asked);
  if (!(await shows(actor, `note ${String(anId(scene))} ${text}`, { about: text, button: 'Undo' }))) return;
  asked.corrected.push(text);
  await twice(() => chat.press(person, 'Undo'));
};

/** A list: its next page, its filters, and something done with one of its rows. */
const browse: Errand = async (actor) => {
  const { chat, person } = actor;
  if (!(await shows(actor, 'list', { about: '1 to 10 of', button: 'Next' }))) return;
  await twice(() => chat.press(person, 'Next'));
  if ((await found(actor, '11 to 20 of', 3)) === undefined) return;
  await chat.pressForm(person, 'Filter');
  await chat.submit(person, { stage: anyOf(further) });
  if (!(await isTaken(actor))) return chat.close(person);
  if (Math.random() < 0.5) return chat.press(person, 'Open');
  await chat.pressForm(person, 'Push close date');
  await chat.submit(person, { projectedCloseDate: `2027-02-${anyOf(['05', '12', '19'])}` });
  if (!(await isTaken(actor))) await chat.close(person);
};

export const looking: readonly Errand[] = [browse];
export const changing: readonly Errand[] = [move, moveFromOldCard, undoMove, undoNote];
