/** Push the projected close to another day, with a note of why. */
import { z } from 'zod';
import { InvalidInput } from '../../core/errors';
import { parseLeadingDay, type LeadingDay } from '../../core/commands/leading-date';
import { type Feature } from '../../core/feature';
import { openForm, type FormRequest, defineForm } from '../../core/forms/definition';
import { type InfoText } from '../../core/forms/form-view';
import type { Reply } from '../../core/reply';
import type { Tokens } from '../../core/commands/tokenize';
import { datePart } from '../../opportunity/calendar';
import type { Changes } from '../../opportunity/changes';
import { noteLengths } from '../../opportunity/rules/notes';
import type { InputHolder } from '../../outbox/execute';
import { pushButton } from '../../views/buttons';
import { shorten } from '../../views/format';
import { changeFormState, submitWithConfirmation } from '../changing/confirm';
import { opportunityRemark, loadOpenOpportunity, loadFormState } from '../changing/open-opportunity';
import { formatOf, type FeatureContext, type Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';
import { submitChange } from '../changing/submit-change';

const formId = 'opportunity.push';
/** A chat input takes at most 3,000 characters on Slack. */
const maxReasonLength = 3000;

/** An ambiguous push that the form asks to confirm: `words` were parsed as `day`. */
const pendingPush = z.object({ day: z.string(), words: z.string(), why: z.string() });
type PendingPush = z.infer<typeof pendingPush>;
/** `close` is the day that the form showed. */
const pushState = changeFormState.extend({ close: z.string().nullable().optional(), typed: pendingPush.optional() });
type PushState = z.infer<typeof pushState>;

const form = defineForm<Services, PushState>({
  id: formId,
  version: 1,
  title: pushButton.title,
  submitLabel: 'Push',
  states: { 1: pushState },
  async open(context, { typed, ...about }) {
    const { opportunity, state, remarks } = await loadOpenOpportunity(context, about);
    const now = datePart(opportunity.fields.projectedCloseDate);
    return {
      state: { ...state, close: opportunity.fields.projectedCloseDate, ...(typed === undefined ? {} : { typed }) },
      remarks: [
        opportunityRemark(opportunity),
        ...remarks,
        ...(typed === undefined ? [] : [confirmationRemark(context, typed)]),
      ],
      fields: [
        { id: 'projectedCloseDate', label: 'New projected close', type: 'date', required: true },
        {
          id: 'why',
          label: 'Why',
          hint: 'Kept as a note.',
          type: 'text',
          lines: 'many',
          max: maxReasonLength,
          required: false,
        },
      ],
      values: {
        ...(now === undefined ? {} : { projectedCloseDate: now }),
        ...(typed === undefined ? {} : { projectedCloseDate: typed.day, why: typed.why }),
      },
    };
  },
  async submit(context, raw, about) {
    const day = raw['projectedCloseDate'] ?? '';
    const why = raw['why']?.trim() ?? '';
    return submitWithConfirmation(context, about, () => pushTo(context, about, { day, why, inputHolder: 'form' }));
  },
});

/** A new stage meanwhile is no conflict; closing it or pushing it elsewhere is. */
function expectedValues({ seen, close }: PushState): Changes {
  return {
    ...(seen === undefined ? {} : { status: seen.status }),
    ...(close === undefined ? {} : { projectedCloseDate: close }),
  };
}

interface PushOptions {
  readonly day: string;
  readonly why: string;
  readonly inputHolder: InputHolder;
}
async function pushTo(
  context: FeatureContext,
  about: PushState,
  { day, why, inputHolder }: PushOptions,
): Promise<Reply> {
  const title = `Close date pushed to ${day}`;
  return submitChange(context, {
    about,
    changes: { projectedCloseDate: day },
    expected: expectedValues(about),
    news: `Pushed to ${formatOf(context).day(day)}`,
    already: `The projected close is ${formatOf(context).day(day)} already.`,
    inputHolder,
    ...(why === '' ? {} : { note: { title: title.slice(0, noteLengths.title), text: why } }),
  });
}

/** Characters that fit into the state of a form. */
const maxCarriedLength = 1000;

function askToConfirm({ interaction }: FeatureContext, id: number, pending: PendingPush): FormRequest {
  if (pending.why.length <= maxCarriedLength) return openForm(formId, { id, typed: pending });
  throw new InvalidInput(
    `I read "${pending.words}" as the day, but what follows may name another one. Nothing is pushed.`,
    {
      hint: `Write ${interaction.prefix}push ${String(id)} ${pending.day} with the rest in quotes, if that is the day.`,
    },
  );
}

const confirmationRemark = (context: FeatureContext, { day, words, why }: PendingPush): InfoText => ({
  text: `I read "${words}" as ${formatOf(context).day(day)}, and "${shorten(why, 100)}" as why. Nothing is pushed yet: check both.`,
});

function parsePush(context: FeatureContext, tokens: Tokens): LeadingDay {
  const reading = { today: formatOf(context).today, locale: context.interaction.person.locale ?? 'en-US' };
  const parsed = parseLeadingDay(tokens, reading);
  const example = `${context.interaction.prefix}push 29681234`;
  if (parsed === undefined) {
    throw new InvalidInput(`I do not understand "${tokens.raw}" as a day.`, {
      hint: `For example: ${example} friday, or 2026-12-01, or "in 2 weeks".`,
    });
  }
  if ('nearest' in parsed) throw new InvalidInput(parsed.say, { hint: `For example: ${example} ${parsed.nearest}.` });
  if (parsed.rest.length > maxReasonLength) throw tooLong(parsed.rest);
  return parsed;
}

const tooLong = (why: string): InvalidInput =>
  new InvalidInput(`Why takes at most ${String(maxReasonLength)} characters; this has ${String(why.length)}.`);

export const push: Feature<Services> = {
  changes: 'edit',
  ...opportunityCommand({
    name: 'push',
    aliases: ['postpone', 'slip', 'date'],
    summary: 'push the projected close to another day, with a note of why',
    usage: 'push <number> [day] [why]',
    examples: ['push 29681234 friday', 'push 29681234 2026-12-01 budget moved'],
    button: pushButton,
    label: 'Push',
    form: formId,
    runDirectly: async (context, id, tokens) => {
      const { day, rest: why, words: dayText, isAmbiguous } = parsePush(context, tokens);
      if (isAmbiguous) return askToConfirm(context, id, { day, words: dayText, why });
      return pushTo(context, await loadFormState(context, id), { day, why, inputHolder: 'outbox' });
    },
  }),
  forms: [form],
};
