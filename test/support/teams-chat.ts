/** The chat of a person on Teams, over the local peer. */
import type { FakeTeams } from '../../src/dev/fakes/teams/fake-teams';
import type { Card, CardAction, TeamsMessage } from '../../src/dev/fakes/teams/shown';
import { nodesIn, wordsOf, type ChatClient, type CardOnScreen, type FormOnScreen } from './chat';

const answerTimeout = 20_000;

/** In the sales channel, or in somebody's own conversation with the bot. */
export function createTeamsChat(
  teams: FakeTeams,
  conversation = '19:sales@thread.tacv2',
  includes: (message: TeamsMessage) => boolean = () => true,
): ChatClient {
  const messages = (person: string): readonly TeamsMessage[] =>
    teams
      .state()
      .messages.filter(
        ({ from, onlyFor, card }) => from === 'bot' && card && (onlyFor === undefined || onlyFor === person),
      )
      .filter(includes);
  /** What a client does by itself is not on show. */
  const cardOf = (message: TeamsMessage, person: string): Card =>
    Object.fromEntries(
      Object.entries(message.cardFor[person] ?? message.card ?? {}).filter(([name]) => name !== 'refresh'),
    );
  const contentOf = (message: TeamsMessage, person: string): CardOnScreen => ({
    words: wordsOf(cardOf(message, person)),
    buttons: actionsOf(cardOf(message, person)).map(({ title }) => String(title)),
    isPrivate: message.onlyFor !== undefined,
  });
  const latest = (person: string): CardOnScreen => {
    const message = messages(person).at(-1);
    if (message === undefined) throw new Error(`${person} sees no card.`);
    return contentOf(message, person);
  };
  function until<T>(predicate: () => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const value = predicate();
        if (value === undefined || value === false) return;
        finish();
        resolve(value);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error('It did not come to that in time.'));
      }, answerTimeout);
      const stop = teams.onChange(check);
      const finish = () => {
        clearTimeout(timer);
        stop();
      };
      check();
    });
  }
  const dialog = (person: string): FormOnScreen | undefined => {
    const card = teams.state().dialogs[person]?.card;
    return card === undefined ? undefined : formOf(card);
  };
  const filledDialog = (person: string) =>
    until(() => {
      const form = dialog(person);
      return form !== undefined && form.fields.length > 0 ? form : undefined;
    });
  function findAction(person: string, label: string) {
    for (const message of [...messages(person)].reverse()) {
      const action = actionsOf(cardOf(message, person)).find(({ title }) => title === label);
      if (action !== undefined) return { person, conversation: message.conversation, activityId: message.id, action };
    }
    throw new Error(`${person} sees no button "${label}".`);
  }
  const say = async (person: string, text: string): Promise<CardOnScreen> => {
    // Not how many there are: the local Teams forgets the oldest.
    const newest = () => Number(messages(person).at(-1)?.id ?? 0);
    const before = newest();
    await teams.say({ person, conversation, text });
    await until(() => newest() > before);
    return latest(person);
  };

  return {
    platform: 'Teams',
    say,
    card: latest,
    cards: (person) => messages(person).map((message) => contentOf(message, person)),
    waitForCard: (person, words) =>
      until(() => {
        const message = messages(person).at(-1);
        const card = message === undefined ? undefined : contentOf(message, person);
        if (card === undefined) return undefined;
        return (typeof words === 'string' ? card.words.includes(words) : words.test(card.words)) ? card : undefined;
      }),
    async press(person, label) {
      await teams.press(findAction(person, label));
    },
    async typeForm(person, words) {
      const offer = await say(person, words);
      const [button] = offer.buttons;
      if (button === undefined) throw new Error(`${person} is offered no form, but told: ${offer.words}`);
      await teams.press(findAction(person, button));
      return filledDialog(person);
    },
    async pressForm(person, label) {
      await teams.press(findAction(person, label));
      return filledDialog(person);
    },
    form: dialog,
    async lookUp(person, field, { text, values = {} }) {
      const found = await teams.suggest({ person, field, text, values });
      return found.map(({ title, value }) => ({ label: title, value }));
    },
    async submit(person, values) {
      const card = teams.state().dialogs[person]?.card;
      if (card === undefined) throw new Error(`${person} has no form open.`);
      await teams.submitDialog({ person, values: toValues(card, values) });
    },
    close(person) {
      teams.closeDialog(person);
      return Promise.resolve();
    },
    async sendForged(text) {
      const activity = { type: 'message', text };
      return (await teams.deliver(activity, { authorization: 'Bearer forged' })).status;
    },
  };
}

/** What stands in for an action on an older client is no button of its own. */
function actionsOf(card: Card): readonly CardAction[] {
  const standIns = nodesIn(card).map(({ fallback }) => fallback);
  return nodesIn(card).filter(
    (node) =>
      String(node['type']).startsWith('Action.') && node['type'] !== 'Action.OpenUrl' && !standIns.includes(node),
  );
}
const inputsOf = (card: Card) => nodesIn(card).filter(({ type }) => String(type).startsWith('Input.'));

interface Option {
  readonly title: string;
  readonly value: string;
}
const optionsOf = (input: Readonly<Record<string, unknown>> | undefined): readonly Option[] =>
  (input?.['choices'] ?? []) as readonly Option[];

function formOf(card: Card): FormOnScreen {
  const inputs = inputsOf(card);
  return {
    words: wordsOf(card),
    fields: inputs.map(({ id }) => String(id)),
    values: Object.fromEntries(inputs.map(({ id, value = '' }) => [String(id), String(value)])),
    options: Object.fromEntries(
      inputs.map((input) => [String(input['id']), optionsOf(input).map(({ title }) => title)]),
    ),
  };
}

function toValues(card: Card, values: Readonly<Record<string, string>>): Record<string, string> {
  const inputs = inputsOf(card);
  return Object.fromEntries(
    Object.entries(values).map(([name, entered]) => {
      const input = inputs.find(({ id }) => id === name);
      return [name, optionsOf(input).find(({ title }) => title === entered)?.value ?? entered];
    }),
  );
}
