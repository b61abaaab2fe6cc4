/** The chat of a person on Slack, over the local peer. */
import type { SlackJson, SlackMessage, FakeSlack } from '../../src/dev/fakes/slack/fake-slack';
import { nodesIn, wordsOf, type ChatClient, type CardOnScreen, type FormOnScreen } from './chat';

/** In the sales channel, or in somebody's own conversation with the bot. */
export function createSlackChat(
  slack: FakeSlack,
  channel = 'sales',
  includes: (message: SlackMessage) => boolean = () => true,
): ChatClient {
  const messages = (person: string): readonly SlackMessage[] =>
    slack
      .state()
      .messages.filter(({ from, onlyFor }) => from === 'bot' && (onlyFor === undefined || onlyFor === person))
      .filter(includes);
  const contentOf = (message: SlackMessage): CardOnScreen => ({
    words: wordsOf(message.blocks),
    buttons: buttonsOf(message.blocks).map(({ label }) => label),
    isPrivate: message.onlyFor !== undefined,
  });
  const latest = (person: string): CardOnScreen => {
    const message = messages(person).at(-1);
    if (message === undefined) throw new Error(`${person} sees no card.`);
    return contentOf(message);
  };
  const modal = (person: string): FormOnScreen | undefined => {
    const open = slack.state().modals[person];
    return open === undefined ? undefined : formOf(open.view, open.errors);
  };
  const filledModal = (person: string) =>
    slack.until(() => {
      const form = modal(person);
      return form !== undefined && form.fields.length > 0 ? form : undefined;
    });
  function findButton(person: string, label: string) {
    for (const message of [...messages(person)].reverse()) {
      const button = buttonsOf(message.blocks).find((one) => one.label === label);
      if (button === undefined) continue;
      const { action, block, option } = button;
      return { person, message: message.ts, action, block, ...(option === undefined ? {} : { option }) };
    }
    throw new Error(`${person} sees no button "${label}".`);
  }

  return {
    platform: 'Slack',
    async say(person, words) {
      const before = messages(person).length;
      await slack.say({ person, channel, text: `/opp ${words}` });
      await slack.until(() => messages(person).length > before);
      return latest(person);
    },
    card: latest,
    cards: (person) => messages(person).map(contentOf),
    waitForCard: (person, words) =>
      slack.until(() => {
        const card = messages(person).at(-1);
        const read = card === undefined ? '' : wordsOf(card.blocks);
        return card !== undefined && matches(read, words) ? contentOf(card) : undefined;
      }),
    async press(person, label) {
      await slack.press(findButton(person, label));
    },
    async typeForm(person, words) {
      await slack.say({ person, channel, text: `/opp ${words}` });
      return filledModal(person);
    },
    async pressForm(person, label) {
      await slack.press(findButton(person, label));
      return filledModal(person);
    },
    form: modal,
    async lookUp(person, field, { text, values = {} }) {
      const view = slack.state().modals[person]?.view;
      if (view !== undefined) slack.type({ person, values: toValues(view, values) });
      return slack.suggest({ person, field, text });
    },
    async submit(person, values) {
      const view = slack.state().modals[person]?.view;
      if (view === undefined) throw new Error(`${person} has no form open.`);
      await slack.submit({ person, values: toValues(view, values) });
    },
    close: (person) => slack.close(person),
    async sendForged(text) {
      const body = new URLSearchParams({ command: '/opp', text, trigger_id: 'forged', user_id: 'U0SAMOKAFOR' });
      return (await slack.deliver({ body: body.toString(), signature: `v0=${'0'.repeat(64)}` })).status;
    },
  };
}

const matches = (read: string, words: string | RegExp): boolean =>
  typeof words === 'string' ? read.includes(words) : words.test(read);

interface VisibleButton {
  readonly label: string;
  readonly action: string;
  readonly block: string;
  /** Where it is an entry of a menu. */
  readonly option?: string;
}
const buttonsOf = (blocks: readonly SlackJson[]): readonly VisibleButton[] =>
  blocks.flatMap((block) =>
    nodesIn(block)
      .filter(({ type }) => type === 'button' || type === 'overflow')
      .flatMap((element) => {
        const at = { action: String(element['action_id']), block: String(block['block_id']) };
        if (element['type'] === 'button') return [{ label: wordsOf(element['text']), ...at }];
        return optionsOf(element).map(({ label, value }) => ({ label, option: value, ...at }));
      }),
  );

interface Option {
  readonly value: string;
  readonly label: string;
}
const optionsOf = (element: unknown): readonly Option[] =>
  nodesIn(nodesIn(element)[0]?.['options']).flatMap((option) =>
    typeof option['value'] === 'string' ? [{ value: option['value'], label: wordsOf(option['text']) }] : [],
  );
const inputsOf = (view: SlackJson) => nodesIn(view).filter(({ type }) => type === 'input');
const idOf = (input: Readonly<Record<string, unknown>>): string => String(input['block_id']);

function formOf(view: SlackJson, errors: Readonly<Record<string, string>>): FormOnScreen {
  const inputs = inputsOf(view);
  const initial = (element: Readonly<Record<string, unknown>>): unknown =>
    element['initial_value'] ??
    element['initial_date'] ??
    element['initial_time'] ??
    nodesIn(element['initial_option'])[0]?.['value'] ??
    nodesIn(element['initial_options'])
      .flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
      .join(',');
  return {
    words: [wordsOf(view), ...Object.values(errors)].join('\n'),
    fields: inputs.map(idOf),
    values: Object.fromEntries(
      inputs.map((input) => [idOf(input), String(initial(nodesIn(input['element'])[0] ?? {}))]),
    ),
    options: Object.fromEntries(
      inputs.map((input) => [idOf(input), optionsOf(input['element']).map(({ label }) => label)]),
    ),
  };
}

function toValues(view: SlackJson, values: Readonly<Record<string, string>>): Record<string, string> {
  const inputs = inputsOf(view);
  return Object.fromEntries(
    Object.entries(values).map(([id, entered]) => {
      const input = inputs.find((one) => idOf(one) === id);
      return [id, optionsOf(input?.['element']).find(({ label }) => label === entered)?.value ?? entered];
    }),
  );
}
