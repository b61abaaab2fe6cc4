/** Text that Autotask keeps with formatting, and what becomes of it. */
import { isEmpty, isSent, nothing, type Rule } from './rule';

const richText: Rule = {
  id: 'R10',
  source: 'Autotask: Opportunities, important: an update overwrites Rich Text with plain text; formatting is lost',
  judge: (situation) => {
    const { stored, changes } = situation;
    if (!isSent(situation, 'description') || isEmpty(stored?.description)) return nothing;
    const say = 'Bold text, lists and pictures of the description are lost: Autotask keeps the plain text alone.';
    const stores = { description: changes.description ?? null };
    return { effects: [{ rule: 'R10', field: 'description', say, stores, loses: true }] };
  },
};

export const descriptionRules: readonly Rule[] = [richText];
