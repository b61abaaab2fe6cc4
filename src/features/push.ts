/** Push the projected close to another day, with a note of why. */
import { z } from 'zod';
import { Mistyped } from '../core/errors';
import type { Feature } from '../core/feature';
import { defineForm } from '../core/form';
import type { Reply } from '../core/reply';
import { readDay } from '../core/when';
import type { Words } from '../core/words';
import { dayOf } from '../opportunity/calendar';
import type { Changes } from '../opportunity/client';
import { noteLengths } from '../opportunity/rules/notes';
import type { Holder } from '../outbox/carry';
import { pushButton } from '../views/buttons';
import { aboutChange, confirmed } from './confirm';
import { aboutRemark, readOpen, stateOf } from './open-opportunity';
import { formatOf, type Here, type Services } from './services';
import { verbAbout } from './verb';
import { write } from './write';

const formId = 'opportunity.push';
/** A chat input takes at most 3,000 characters on Slack. */
const whyLength = 3000;

/** `close` is the day that the form showed. */
const pushState = aboutChange.extend({ close: z.string().nullable().optional() });
type PushState = z.infer<typeof pushState>;

const form = defineForm<Services, PushState>({
  id: formId,
  version: 1,
  title: pushButton.title,
  submitLabel: 'Push',
  states: { 1: pushState },
  async open(context, about) {
    const { opportunity, state, remarks } = await readOpen(context, about);
    const now = dayOf(opportunity.fields.projectedCloseDate);
    return {
      state: { ...state, close: opportunity.fields.projectedCloseDate },
      remarks: [aboutRemark(opportunity), ...remarks],
      fields: [
        { id: 'projectedCloseDate', label: 'New projected close', type: 'date', required: true },
        {
          id: 'why',
          label: 'Why',
          hint: 'Kept as a note.',
          type: 'text',
          lines: 'many',
          max: whyLength,
          required: false,
        },
      ],
      values: now === undefined ? {} : { projectedCloseDate: now },
    };
  },
  async submit(context, raw, about) {
    const day = raw['projectedCloseDate'] ?? '';
    const why = raw['why']?.trim() ?? '';
    return confirmed(context, about, () => pushTo(context, about, { day, why, holder: 'form' }));
  },
});

/** Who moves the stage meanwhile is not in the way; who closes it or pushes it elsewhere is. */
function shownIn({ seen, close }: PushState): Changes {
  return {
    ...(seen === undefined ? {} : { status: seen.status }),
    ...(close === undefined ? {} : { projectedCloseDate: close }),
  };
}

interface Push {
  readonly day: string;
  readonly why: string;
  readonly holder: Holder;
}
async function pushTo(context: Here, about: PushState, { day, why, holder }: Push): Promise<Reply> {
  const title = `Close date pushed to ${day}`;
  return write(context, {
    about,
    changes: { projectedCloseDate: day },
    expected: shownIn(about),
    news: `Pushed to ${formatOf(context).day(day)}`,
    holder,
    ...(why === '' ? {} : { note: { title: title.slice(0, noteLengths.title), text: why } }),
  });
}

/** The longest beginning that is a day; what comes after it is why. */
function readPush(context: Here, words: Words): { day: string; why: string } {
  const reading = { today: formatOf(context).today, locale: context.arrival.person.locale ?? 'en-US' };
  for (let length = Math.min(4, words.plain.length); length > 0; length--) {
    const day = readDay(words.plain.slice(0, length).join(' '), reading);
    if (day !== undefined) return { day, why: words.plain.slice(length).join(' ') };
  }
  throw new Mistyped(`I do not understand "${words.rest}" as a day.`, {
    next: `For example: ${context.arrival.prefix}push 29681234 friday, or 2026-12-01, or "in 2 weeks".`,
  });
}

export const push: Feature<Services> = {
  changes: 'edit',
  ...verbAbout({
    name: 'push',
    aliases: ['postpone', 'slip', 'date'],
    summary: 'push the projected close to another day, with a note of why',
    usage: 'push <number> [day] [why]',
    examples: ['push 29681234 friday', 'push 29681234 2026-12-01 budget moved'],
    button: pushButton,
    label: 'Push',
    form: formId,
    atOnce: async (context, id, words) => {
      const push = readPush(context, words);
      const state = await stateOf(context, id);
      return pushTo(context, state, { ...push, holder: 'outbox' });
    },
  }),
  forms: [form],
};
