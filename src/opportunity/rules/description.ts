/** Text that Autotask keeps with formatting, and what becomes of it. */
import { isEmpty, isChanging, emptyResult, type Rule } from './rule';

const richText: Rule = {
  id: 'R10',
  source: 'Autotask: Opportunities, important: an update overwrites Rich Text with plain text; formatting is lost',
  validate: (situation) => {
    const { stored, changes } = situation;
    if (!isChanging(situation, 'description') || isEmpty(stored?.description)) return emptyResult;
    const say = 'Bold text, lists and pictures of the description are lost: Autotask keeps the plain text alone.';
    const resultingValues = { description: changes.description ?? null };
    return { effects: [{ rule: 'R10', field: 'description', say, resultingValues, isDataLoss: true }] };
  },
};

export const descriptionRules: readonly Rule[] = [richText];
