/** Block Kit: what is read is drawn by slack-blocks-to-jsx, what is pressed by ourselves, since it has to work. */
import { Message } from 'slack-blocks-to-jsx';
import type { ComponentProps } from 'react';
import type { SlackJson, SlackPerson } from '../../../fakes/slack/fake-slack';
import type { Theme } from '../theme';

export interface Pressed {
  readonly action: string;
  readonly block: string;
  readonly option?: string;
}
interface BlocksProps {
  readonly blocks: readonly SlackJson[];
  readonly theme: Theme;
  /** Who may be mentioned. */
  readonly people?: readonly SlackPerson[];
  readonly onPress: (pressed: Pressed) => void;
}

export const Blocks = ({ blocks, theme, people = [], onPress }: BlocksProps) => (
  <div className="blocks">
    {blocks.map((block) => (
      <BlockView key={String(block['block_id'])} block={block} theme={theme} people={people} onPress={onPress} />
    ))}
  </div>
);

interface BlockProps extends Required<Omit<BlocksProps, 'blocks'>> {
  readonly block: SlackJson;
}

function BlockView({ block, theme, people, onPress }: BlockProps) {
  if (block['type'] === 'actions') {
    const elements = block['elements'] as readonly SlackJson[];
    return (
      <div className="actions">
        {elements.map((element) => (
          <Pressable key={String(element['action_id'])} element={element} block={block} onPress={onPress} />
        ))}
      </div>
    );
  }
  const { accessory, ...rest } = block;
  if (accessory === undefined) return <Drawn block={rest} theme={theme} people={people} />;
  return (
    <div className="with-accessory">
      <Drawn block={rest} theme={theme} people={people} />
      <Pressable element={accessory as SlackJson} block={block} onPress={onPress} />
    </div>
  );
}

type DrawnBlocks = ComponentProps<typeof Message>['blocks'];
const Drawn = ({ block, theme, people }: Omit<BlockProps, 'onPress'>) => (
  <Message
    withoutWrapper
    theme={theme}
    logo=""
    name=""
    data={{ users: people.map(({ id, name }) => ({ id, name })) }}
    blocks={[wordy(block)] as unknown as DrawnBlocks}
  />
);

/**
 * The renderer takes `verbatim` for plain text, where Slack only stops making links of its own accord; and it reads an
 * escaped `<@…>` as a mention, with a space after each `>`. What is escaped is typed: it is shown as it stands.
 */
function wordy(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('&lt;', '<\u2060').replaceAll('&gt;', '>');
  if (Array.isArray(value)) return value.map(wordy);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'verbatim');
  return Object.fromEntries(kept.map(([name, inner]) => [name, wordy(inner)]));
}

interface PressableProps {
  readonly element: SlackJson;
  readonly block: SlackJson;
  readonly onPress: (pressed: Pressed) => void;
}

/** A button, or a menu with fixed options. */
function Pressable({ element, block, onPress }: PressableProps) {
  const press = { action: String(element['action_id']), block: String(block['block_id']) };
  if (element['type'] === 'button') {
    return (
      <button
        type="button"
        className={`button ${wordOf(element['style'])}`}
        aria-label={labelOf(element)}
        onClick={() => onPress(press)}
      >
        {textOf(element)}
      </button>
    );
  }
  const options = (element['options'] ?? []) as readonly SlackJson[];
  return (
    <select
      className={element['type'] === 'overflow' ? 'menu overflow' : 'menu'}
      aria-label={textOf({ text: element['placeholder'] }) || 'More'}
      value=""
      onChange={({ target }) => onPress({ ...press, option: target.value })}
    >
      <option value="" disabled>
        {textOf({ text: element['placeholder'] }) || '•••'}
      </option>
      {options.map((option) => (
        <option key={String(option['value'])} value={String(option['value'])}>
          {textOf(option)}
        </option>
      ))}
    </select>
  );
}

/** The words of a text object under `text`. */
export const textOf = (piece: SlackJson): string => wordOf((piece['text'] as SlackJson | undefined)?.['text']);
const labelOf = (element: SlackJson): string => wordOf(element['accessibility_label']) || textOf(element);
/** Anything that is no text reads as none. */
export const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');
