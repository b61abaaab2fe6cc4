/** The chat of a person on Slack, over the local peer. */
import type { Piece, SlackMessage, SlackPeer } from '../../src/dev/playground/slack/peer';
import { nodesIn, wordsOf, type Chat, type Shown, type ShownForm } from './chat';

/** In the sales channel, or in somebody's own conversation with the bot. */
export function slackChat(
  peer: SlackPeer,
  channel = 'sales',
  looksAt: (message: SlackMessage) => boolean = () => true,
): Chat {
  const messages = (person: string): readonly SlackMessage[] =>
    peer
      .state()
      .messages.filter(({ from, onlyFor }) => from === 'bot' && (onlyFor === undefined || onlyFor === person))
      .filter(looksAt);
  const shown = (message: SlackMessage): Shown => ({
    words: wordsOf(message.blocks),
    buttons: buttonsOf(message.blocks).map(({ label }) => label),
    alone: message.onlyFor !== undefined,
  });
  const latest = (person: string): Shown => {
    const message = messages(person).at(-1);
    if (message === undefined) throw new Error(`${person} sees no card.`);
    return shown(message);
  };
  const modal = (person: string): ShownForm | undefined => {
    const open = peer.state().modals[person];
    return open === undefined ? undefined : formOf(open.view, open.errors);
  };
  const filled = (person: string) =>
    peer.until(() => {
      const form = modal(person);
      return form !== undefined && form.fields.length > 0 ? form : undefined;
    });
  function find(person: string, label: string) {
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
      await peer.say({ person, channel, text: `/opp ${words}` });
      await peer.until(() => messages(person).length > before);
      return latest(person);
    },
    card: latest,
    cards: (person) => messages(person).map(shown),
    seen: (person, words) =>
      peer.until(() => {
        const card = messages(person).at(-1);
        const read = card === undefined ? '' : wordsOf(card.blocks);
        return card !== undefined && matches(read, words) ? shown(card) : undefined;
      }),
    async press(person, label) {
      await peer.press(find(person, label));
    },
    async typeForm(person, words) {
      await peer.say({ person, channel, text: `/opp ${words}` });
      return filled(person);
    },
    async pressForm(person, label) {
      await peer.press(find(person, label));
      return filled(person);
    },
    form: modal,
    async lookUp(person, field, { text, values = {} }) {
      const view = peer.state().modals[person]?.view;
      if (view !== undefined) peer.type({ person, values: byValue(view, values) });
      return peer.suggest({ person, field, text });
    },
    async submit(person, values) {
      const view = peer.state().modals[person]?.view;
      if (view === undefined) throw new Error(`${person} has no form open.`);
      await peer.submit({ person, values: byValue(view, values) });
    },
    close: (person) => peer.close(person),
    async forge(words) {
      const body = new URLSearchParams({ command: '/opp', text: words, trigger_id: 'forged', user_id: 'U0SAMOKAFOR' });
      return (await peer.deliver({ body: body.toString(), signature: `v0=${'0'.repeat(64)}` })).status;
    },
  };
}

const matches = (read: string, words: string | RegExp): boolean =>
  typeof words === 'string' ? read.includes(words) : words.test(read);

interface ButtonSeen {
  readonly label: string;
  readonly action: string;
  readonly block: string;
  /** Where it is an entry of a menu. */
  readonly option?: string;
}
const buttonsOf = (blocks: readonly Piece[]): readonly ButtonSeen[] =>
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
const inputsOf = (view: Piece) => nodesIn(view).filter(({ type }) => type === 'input');
const idOf = (input: Readonly<Record<string, unknown>>): string => String(input['block_id']);

function formOf(view: Piece, errors: Readonly<Record<string, string>>): ShownForm {
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

function byValue(view: Piece, values: Readonly<Record<string, string>>): Record<string, string> {
  const inputs = inputsOf(view);
  return Object.fromEntries(
    Object.entries(values).map(([id, given]) => {
      const input = inputs.find((one) => idOf(one) === id);
      return [id, optionsOf(input?.['element']).find(({ label }) => label === given)?.value ?? given];
    }),
  );
}
