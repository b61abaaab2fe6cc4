/** Set a digest up, or change it: when it comes, then what it tells of with the next five moments above. */
import { z } from 'zod';
import { NotFound } from '../../core/errors';
import { defineForm, type InvalidSubmission } from '../../core/forms/definition';
import { type InfoText, type RawValues } from '../../core/forms/form-view';
import { nextRun, nextRuns } from '../../core/schedule';
import type { Conversation } from '../../core/interaction';
import type { Subscription } from '../../opportunity/subscription';
import { digestFormButton } from '../../views/buttons';
import { momentLine } from '../../views/schedule';
import { resourceChoices } from '../choosing/choices';
import { postingProblemIn, conversationFor, assertEditor } from '../subscribing/editors';
import { parseDigestDraft, type DigestDraft, parseDigestSchedule } from './draft';
import { digestFields, loadDigestChoices, initialDigestValues } from './fields';
import { digestSettingsReply } from './settings-card';
import type { FeatureContext, Services } from '../services';
import { zoneChoices } from './time-zones';

export const digestFormId = 'digest.settings';

/** Which digest is changed; without one a new one of this kind is set up. */
export const digestFormState = z.object({
  subscription: z.string().optional(),
  kind: z.enum(['daily', 'weekly']).optional(),
});
type DigestFormState = z.infer<typeof digestFormState>;

/** How many of the next moments are told before it is saved. */
const upcomingCount = 5;

export const digestForm = defineForm<Services, DigestFormState>({
  id: digestFormId,
  version: 1,
  title: digestFormButton.title,
  submitLabel: 'Save',
  states: { 1: digestFormState },
  async open(context, { subscription, kind = 'daily' }) {
    const existing = await loadExisting(context, subscription);
    const fields = digestFields(context, await loadDigestChoices(context), existing);
    const values = initialDigestValues(context, existing, kind);
    return { fields, values, labels: { owner: existing?.criteria.owner?.[0]?.name ?? context.user.name } };
  },
  suggest: async (context, { field, typed }) =>
    field === 'timezone' ? zoneChoices(typed) : resourceChoices(context, typed),
  previewEffects: (context, raw) => Promise.resolve(upcomingRuns(context, raw)),
  async submit(context, raw, { subscription }) {
    const existing = await loadExisting(context, subscription);
    const schedule = parseDigestSchedule(raw);
    if ('kind' in schedule) return schedule;
    const conversation = existing?.place ?? (await conversationFor(context));
    const problem = await postingProblemIn(context, conversation);
    if (problem !== undefined) return problem;
    await saveDigest(context, await parseDigestDraft(context, raw, schedule), { existing, conversation });
    return digestSettingsReply(
      context,
      conversation,
      existing === undefined ? 'The digest is set up.' : 'The digest is changed.',
    );
  },
});

function upcomingRuns({ interaction, now }: FeatureContext, raw: RawValues): readonly InfoText[] | InvalidSubmission {
  const schedule = parseDigestSchedule(raw);
  if ('kind' in schedule) return schedule;
  const { locale = 'en-US' } = interaction.person;
  const runs = nextRuns(schedule, now, upcomingCount).map((run) => momentLine(run, schedule.timezone, locale));
  return [{ text: `The next five: ${runs.join('; ')} (${schedule.timezone}).` }];
}

async function saveDigest(
  { interaction, user, now, services, log }: FeatureContext,
  draft: DigestDraft,
  { existing, conversation }: { existing: Subscription | undefined; conversation: Conversation },
): Promise<void> {
  const { id = services.newId(), paused = false } = existing ?? {};
  const subscription = { ...draft, id, place: conversation, paused, author: interaction.person, resource: user.id };
  await services.subscriptions.save(subscription, paused ? undefined : nextRun(draft.schedule, now));
  log.info({ subscription: id, kind: draft.kind }, 'digest set up');
}

async function loadExisting(context: FeatureContext, id: string | undefined): Promise<Subscription | undefined> {
  if (id === undefined) {
    assertEditor(context, 'digest', undefined);
    return undefined;
  }
  const existing = await context.services.subscriptions.get(id);
  if (existing === undefined) {
    throw new NotFound('This digest was removed meanwhile.', {
      hint: `${context.interaction.prefix}digest sets a new one up.`,
    });
  }
  assertEditor(context, 'digest', existing);
  return existing;
}
