/** What can be said, drawn from the commands themselves. */
import type { CommandHelp } from '../core/commands/command';
import type { View } from '../core/reply';

/** All commands, one line each. `prefix` is what goes before a verb in this chat, such as `/opp `. */
export function helpView(usages: readonly CommandHelp[], prefix: string): View {
  const rows = usages.map(({ usage, summary }) => ({ usage: `${prefix}${usage}`, summary }));
  const examples = usages.flatMap((usage) => usage.examples.slice(0, 1)).map((example) => `${prefix}${example}`);
  const model = { title: 'What I understand', rows, examples, hint: `${prefix}help win tells more about one verb.` };
  return { card: 'help', model, text: rows.map((row) => `${row.usage}: ${row.summary}`).join('\n') };
}

/** One command with its examples and its other names. */
export function commandHelpView({ name, usage, summary, examples, aliases = [] }: CommandHelp, prefix: string): View {
  const also = aliases.length === 0 ? '' : `Also understood: ${aliases.join(', ')}.`;
  const model = {
    title: name,
    rows: [{ usage: `${prefix}${usage}`, summary }],
    examples: examples.map((example) => `${prefix}${example}`),
    hint: also,
  };
  return { card: 'help', model, text: [`${prefix}${usage}: ${summary}`, ...model.examples, also].join('\n') };
}
