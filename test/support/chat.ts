/** One person's chat, the same on both platforms: type, look, press, fill in. Journeys are written once with it. */
export interface CardOnScreen {
  /** All words on the card, one after another. */
  readonly words: string;
  /** The labels of what can be pressed. */
  readonly buttons: readonly string[];
  /** Whether nobody else sees it. */
  readonly isPrivate: boolean;
}

export interface FormOnScreen {
  readonly words: string;
  /** Ids of the fields. */
  readonly fields: readonly string[];
  /** What stands in them now, by field id. */
  readonly values: Readonly<Record<string, string>>;
  /** Labels of what a field offers. */
  readonly options: Readonly<Record<string, readonly string[]>>;
}

export interface ChatClient {
  readonly platform: 'Slack' | 'Teams';
  /** Types words for the bot into the sales channel, and waits for the answer. */
  say(person: string, words: string): Promise<CardOnScreen>;
  /** The latest card that this person sees. */
  card(person: string): CardOnScreen;
  /** All of them, oldest first. */
  cards(person: string): readonly CardOnScreen[];
  /** Waits until the latest card that this person sees has these words. */
  waitForCard(person: string, words: string | RegExp): Promise<CardOnScreen>;
  /** Presses a button of the latest card that has it, for an answer. */
  press(person: string, label: string): Promise<void>;
  /** The form that the words or the button open, once it is filled in. */
  typeForm(person: string, words: string): Promise<FormOnScreen>;
  pressForm(person: string, label: string): Promise<FormOnScreen>;
  form(person: string): FormOnScreen | undefined;
  /** Types into a look-up field of the open form, with what stands in the others: the labels that are offered. */
  lookUp(
    person: string,
    field: string,
    query: { text: string; values?: Readonly<Record<string, string>> },
  ): Promise<readonly { readonly label: string; readonly value: string }[]>;
  /** Submits with these values; a choice by its label. */
  submit(person: string, values: Readonly<Record<string, string>>): Promise<void>;
  /** Closes the open form without sending it. */
  close(person: string): Promise<void>;
  /** Sends a request that pretends to be the platform, with a wrong signature or none, and tells its status. */
  sendForged(words: string): Promise<number>;
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object of a drawn card, outermost first. */
export function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesIn)] : [];
}

/** The words of a drawn card, as a person reads them: escapes undone. */
export function wordsOf(card: unknown): string {
  const texts = nodesIn(card).flatMap((node) =>
    ['text', 'title', 'value', 'label', 'errorMessage']
      .filter((name) => name !== 'value' || !('action_id' in node || 'data' in node))
      .map((name) => node[name])
      .filter((text): text is string => typeof text === 'string'),
  );
  return texts
    .map((text) =>
      text
        .replace(/\\([\\`*_~[\]<>|#+.-])/g, '$1')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
        .replaceAll('\u200b', '')
        .replace(/[∗∼ˋˍ꞉]/g, (twin) => '*~`_:'.charAt('∗∼ˋˍ꞉'.indexOf(twin))),
    )
    .join('\n');
}
