/** Move an opportunity to another stage: from a form, or at once when number and stage are both typed. */
import { alike } from '../core/alike';
import { Mistyped } from '../core/errors';
import type { Feature } from '../core/feature';
import { defineForm } from '../core/form';
import type { Reply } from '../core/reply';
import type { Words } from '../core/words';
import type { Picked } from '../opportunity/opportunity';
import type { Holder } from '../outbox/carry';
import { stageButton } from '../views/buttons';
import { choicesOf } from './choices';
import { aboutChange, confirmed, type AboutChange } from './confirm';
import { aboutRemark, readOpen, stateOf } from './open-opportunity';
import type { Here, Services } from './services';
import { verbAbout } from './verb';
import { write } from './write';

const formId = 'opportunity.stage';

const form = defineForm<Services, AboutChange>({
  id: formId,
  version: 1,
  title: 'Move stage',
  submitLabel: 'Move',
  states: { 1: aboutChange },
  async open(context, about) {
    const { opportunity, picklists, state, remarks } = await readOpen(context, about);
    const offered = picklists.offered('stage');
    const current = String(opportunity.fields.stage);
    return {
      state,
      remarks: [aboutRemark(opportunity), ...remarks],
      fields: [{ id: 'stage', label: 'Stage', type: 'choice', required: true, options: choicesOf(offered) }],
      values: offered.some(({ value }) => String(value) === current) ? { stage: current } : {},
    };
  },
  async submit(context, raw, about) {
    const stage = Number(raw['stage']);
    return confirmed(context, about, () => moveTo(context, about, { stage, holder: 'form' }));
  },
});

interface Move {
  readonly stage: number;
  readonly holder: Holder;
}
async function moveTo(context: Here, about: AboutChange, { stage, holder }: Move): Promise<Reply> {
  const picklists = await context.services.opportunities.picklists();
  const label = picklists.all('stage').find(({ value }) => value === stage)?.label ?? String(stage);
  return write(context, {
    about,
    changes: { stage },
    news: `Moved to ${label}`,
    already: `Already in ${label}.`,
    holder,
  });
}

/** The one offered stage that is meant: by its whole label, else by a beginning that no other has. */
async function readStage(context: Here, text: string): Promise<Picked> {
  const offered = (await context.services.opportunities.picklists()).offered('stage');
  const wanted = alike(text);
  const whole = offered.filter(({ label }) => alike(label) === wanted);
  const matching = whole.length > 0 ? whole : offered.filter(({ label }) => hasWordStart(label, wanted));
  const [stage, ...others] = matching;
  if (stage !== undefined && others.length === 0) return stage;
  const names = (others.length > 0 ? matching : offered).map(({ label }) => `"${label}"`).join(', ');
  throw new Mistyped(others.length > 0 ? `"${text}" fits several stages.` : `There is no stage "${text}".`, {
    next: `Choose one of ${names}.`,
  });
}

/** `verbal` finds "4 Verbal agreement": labels often begin with a number. */
const hasWordStart = (label: string, wanted: string): boolean => ` ${alike(label)}`.includes(` ${wanted}`);

async function moveAtOnce(context: Here, id: number, words: Words): Promise<Reply> {
  const wanted = await readStage(context, words.plain.join(' '));
  const state = await stateOf(context, id);
  return moveTo(context, state, { stage: wanted.value, holder: 'outbox' });
}

export const stage: Feature<Services> = {
  changes: 'edit',
  ...verbAbout({
    name: 'stage',
    aliases: ['move'],
    summary: 'move an opportunity to another stage',
    usage: 'stage <number> ["stage"]',
    examples: ['stage 29681234 "Quote sent"', 'stage 29681234'],
    button: stageButton,
    label: 'Stage',
    form: formId,
    atOnce: moveAtOnce,
  }),
  forms: [form],
};
