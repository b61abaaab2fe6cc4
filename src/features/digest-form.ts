/** Set a digest up, or change it: when it comes, then what it tells of with the next five moments above. */
import { z } from 'zod';
import { NotFound } from '../core/errors';
import { defineForm, type Invalid } from '../core/form';
import { type FormRemark, type RawValues } from '../core/form-view';
import { nextRun, nextRuns } from '../core/schedule';
import type { Place } from '../core/arrival';
import type { Subscription } from '../opportunity/subscription';
import { digestFormButton } from '../views/buttons';
import { momentLine } from '../views/schedule';
import { resourceChoices } from './choices';
import { obstacleIn, placeFor } from './conversation';
import { draftFrom, type Draft, scheduleFrom } from './digest-draft';
import { digestFields, listsFor, valuesFor } from './digest-fields';
import { checkEditor } from './editors';
import { settingsReply } from './digest-settings-card';
import type { Here, Services } from './services';
import { zoneChoices } from './time-zones';

export const digestFormId = 'digest.settings';

/** Which digest is changed; without one a new one of this kind is set up. */
export const digestFormState = z.object({
  subscription: z.string().optional(),
  kind: z.enum(['daily', 'weekly']).optional(),
});
type DigestFormState = z.infer<typeof digestFormState>;

/** How many of the next moments are told before it is saved. */
const upcoming = 5;

export const digestForm = defineForm<Services, DigestFormState>({
  id: digestFormId,
  version: 1,
  title: digestFormButton.title,
  submitLabel: 'Save',
  states: { 1: digestFormState },
  async open(context, { subscription, kind = 'daily' }) {
    const before = await readBefore(context, subscription);
    const fields = digestFields(context, await listsFor(context), before);
    const values = valuesFor(context, before, kind);
    return { fields, values, labels: { owner: before?.criteria.owner?.[0]?.name ?? context.me.name } };
  },
  suggest: async (context, { field, typed }) =>
    field === 'timezone' ? zoneChoices(typed) : resourceChoices(context, typed),
  effects: (context, raw) => Promise.resolve(upcomingOf(context, raw)),
  async submit(context, raw, { subscription }) {
    const before = await readBefore(context, subscription);
    const schedule = scheduleFrom(raw);
    if ('kind' in schedule) return schedule;
    const place = before?.place ?? (await placeFor(context));
    const obstacle = await obstacleIn(context, place);
    if (obstacle !== undefined) return obstacle;
    await save(context, await draftFrom(context, raw, schedule), { before, place });
    return settingsReply(context, place, before === undefined ? 'The digest is set up.' : 'The digest is changed.');
  },
});

function upcomingOf({ arrival, now }: Here, raw: RawValues): readonly FormRemark[] | Invalid {
  const schedule = scheduleFrom(raw);
  if ('kind' in schedule) return schedule;
  const { locale = 'en-US' } = arrival.person;
  const runs = nextRuns(schedule, now, upcoming).map((run) => momentLine(run, schedule.timezone, locale));
  return [{ text: `The next five: ${runs.join('; ')} (${schedule.timezone}).` }];
}

async function save(
  { arrival, me, now, services, log }: Here,
  draft: Draft,
  { before, place }: { before: Subscription | undefined; place: Place },
): Promise<void> {
  const { id = services.newId(), paused = false } = before ?? {};
  const saved = { ...draft, id, place, paused, author: arrival.person, resource: me.id };
  await services.subscriptions.save(saved, paused ? undefined : nextRun(draft.schedule, now));
  log.info({ subscription: id, kind: draft.kind }, 'digest set up');
}

async function readBefore(context: Here, id: string | undefined): Promise<Subscription | undefined> {
  if (id === undefined) {
    checkEditor(context, 'digest', undefined);
    return undefined;
  }
  const before = await context.services.subscriptions.get(id);
  if (before === undefined) {
    throw new NotFound('This digest was removed meanwhile.', {
      next: `${context.arrival.prefix}digest sets a new one up.`,
    });
  }
  checkEditor(context, 'digest', before);
  return before;
}
