/** Push the projected close to another day, with a note of why. */
import { z } from 'zod';
import { Mistyped } from '../core/errors';
import { readDayAndRest, type DayAndRest } from '../core/day-and-rest';
import { type Feature } from '../core/feature';
import { openForm, type FormRequest } from '../core/form-request';
import { defineForm } from '../core/form';
import { type FormRemark } from '../core/form-view';
import type { Reply } from '../core/reply';
import type { Words } from '../core/words';
import { dayOf } from '../opportunity/calendar';
import type { Changes } from '../opportunity/changes';
import { noteLengths } from '../opportunity/rules/notes';
import type { Holder } from '../outbox/carry';
import { pushButton } from '../views/buttons';
import { shorten } from '../views/format';
import { aboutChange, confirmed } from './confirm';
import { aboutRemark, readOpen, stateOf } from './open-opportunity';
import { formatOf, type Here, type Services } from './services';
import { verbAbout } from './verb';
import { write } from './write';

const formId = 'opportunity.push';
/** A chat input takes at most 3,000 characters on Slack. */
const whyLength = 3000;

/** What was typed and is asked about: `words` were read as the day, and the form begins with what they were read as. */
const typed = z.object({ day: z.string(), words: z.string(), why: z.string() });
type Asked = z.infer<typeof typed>;
/** `close` is the day that the form showed. */
const pushState = aboutChange.extend({ close: z.string().nullable().optional(), typed: typed.optional() });
type PushState = z.infer<typeof pushState>;

const form = defineForm<Services, PushState>({
  id: formId,
  version: 1,
  title: pushButton.title,
  submitLabel: 'Push',
  states: { 1: pushState },
  async open(context, { typed, ...about }) {
    const { opportunity, state, remarks } = await readOpen(context, about);
    const now = dayOf(opportunity.fields.projectedCloseDate);
    return {
      state: { ...state, close: opportunity.fields.projectedCloseDate, ...(typed === undefined ? {} : { typed }) },
      remarks: [aboutRemark(opportunity), ...remarks, ...(typed === undefined ? [] : [askedRemark(context, typed)])],
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
      values: {
        ...(now === undefined ? {} : { projectedCloseDate: now }),
        ...(typed === undefined ? {} : { projectedCloseDate: typed.day, why: typed.why }),
      },
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
    already: `The projected close is ${formatOf(context).day(day)} already.`,
    holder,
    ...(why === '' ? {} : { note: { title: title.slice(0, noteLengths.title), text: why } }),
  });
}

/** What a form carries along has room for so much. */
const askedLength = 1000;

function asking({ arrival }: Here, id: number, asked: Asked): FormRequest {
  if (asked.why.length <= askedLength) return openForm(formId, { id, typed: asked });
  throw new Mistyped(`I read "${asked.words}" as the day, but what follows may name another one. Nothing is pushed.`, {
    next: `Write ${arrival.prefix}push ${String(id)} ${asked.day} with the rest in quotes, if that is the day.`,
  });
}

const askedRemark = (context: Here, { day, words, why }: Asked): FormRemark => ({
  text: `I read "${words}" as ${formatOf(context).day(day)}, and "${shorten(why, 100)}" as why. Nothing is pushed yet: check both.`,
});

function readPush(context: Here, words: Words): DayAndRest {
  const reading = { today: formatOf(context).today, locale: context.arrival.person.locale ?? 'en-US' };
  const read = readDayAndRest(words, reading);
  const example = `${context.arrival.prefix}push 29681234`;
  if (read === undefined) {
    throw new Mistyped(`I do not understand "${words.rest}" as a day.`, {
      next: `For example: ${example} friday, or 2026-12-01, or "in 2 weeks".`,
    });
  }
  if ('nearest' in read) throw new Mistyped(read.say, { next: `For example: ${example} ${read.nearest}.` });
  if (read.rest.length > whyLength) throw tooLong(read.rest);
  return read;
}

const tooLong = (why: string): Mistyped =>
  new Mistyped(`Why takes at most ${String(whyLength)} characters; this has ${String(why.length)}.`);

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
      const { day, rest: why, words: asDay, unsure } = readPush(context, words);
      if (unsure) return asking(context, id, { day, words: asDay, why });
      return pushTo(context, await stateOf(context, id), { day, why, holder: 'outbox' });
    },
  }),
  forms: [form],
};
