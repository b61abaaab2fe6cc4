/** Block Kit: text is rendered by slack-blocks-to-jsx; buttons and menus are rendered here, since they have to work. */
import { Message } from 'slack-blocks-to-jsx';
import type { ComponentProps } from 'react';
import type { SlackJson, SlackPerson } from '../../../fakes/slack/fake-slack';
import type { Theme } from '../theme';

export interface BlockPress {
  readonly action: string;
  readonly block: string;
  readonly option?: string;
}
interface BlocksProps {
  readonly blocks: readonly SlackJson[];
  readonly theme: Theme;
  /** Those whose mentions are shown by name. */
  readonly people?: readonly SlackPerson[];
  readonly onPress: (press: BlockPress) => void;
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
  if (accessory === undefined) return <StaticBlock block={rest} theme={theme} people={people} />;
  return (
    <div className="with-accessory">
      <StaticBlock block={rest} theme={theme} people={people} />
      <Pressable element={accessory as SlackJson} block={block} onPress={onPress} />
    </div>
  );
}

type LibraryBlocks = ComponentProps<typeof Message>['blocks'];
const StaticBlock = ({ block, theme, people }: Omit<BlockProps, 'onPress'>) => (
  <Message
    withoutWrapper
    theme={theme}
    logo=""
    name=""
    data={{ users: people.map(({ id, name }) => ({ id, name })) }}
    blocks={[forLibrary(block)] as unknown as LibraryBlocks}
  />
);

/**
 * The library renders a `verbatim` text as plain text, where Slack only stops making links by itself; and it reads an
 * escaped `<@…>` as a mention, with a space after each `>`. What is escaped was typed by somebody: it is shown as typed.
 */
function forLibrary(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('&lt;', '<\u2060').replaceAll('&gt;', '>');
  if (Array.isArray(value)) return value.map(forLibrary);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'verbatim');
  return Object.fromEntries(entries.map(([name, inner]) => [name, forLibrary(inner)]));
}

interface PressableProps {
  readonly element: SlackJson;
  readonly block: SlackJson;
  readonly onPress: (press: BlockPress) => void;
}

/** A button, or a menu with fixed options. */
function Pressable({ element, block, onPress }: PressableProps) {
  const press = { action: String(element['action_id']), block: String(block['block_id']) };
  if (element['type'] === 'button') {
    return (
      <button
        type="button"
        className={`button ${stringOrEmpty(element['style'])}`}
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

/** The text of the text object under `text`; empty where there is none. */
export const textOf = (json: SlackJson): string => stringOrEmpty((json['text'] as SlackJson | undefined)?.['text']);
const labelOf = (element: SlackJson): string => stringOrEmpty(element['accessibility_label']) || textOf(element);
export const stringOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');
