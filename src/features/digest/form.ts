/** The form that sets up or changes a digest: first when it comes, then what is in it, with the next five runs above. */
import type { z } from 'zod';
import { NotFound } from '../../core/errors';
import { defineForm, type InvalidSubmission, invalidSubmission } from '../../core/forms/definition';
import type { InfoText, RawValues } from '../../core/forms/form-view';
import { nextRun, nextRuns, type Schedule, type Weekday } from '../../core/schedule';
import type { Conversation } from '../../core/interaction';
import type { Subscription } from '../../opportunity/subscription';
import { digestFormButton, digestFormState } from './buttons';
import { momentLine, zoneChoices, isZone } from './schedule';
import { resourceChoices } from '../choosing/choices';
import { postingProblemIn, conversationFor, assertEditor } from '../subscribing/set-up';
import { digestFields, loadDigestChoices, initialDigestValues, type DigestChoices } from './fields';
import { digestSettingsReply } from './manage';
import type { FeatureContext, Services } from '../services';
import type { Criteria, NamedRecord } from '../../opportunity/criteria';
import type { PicklistValue } from '../../opportunity/opportunity';

export const digestFormId = 'digest.settings';

type DigestFormState = z.infer<typeof digestFormState>;

/** How many of the next runs are previewed before saving. */
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

/** With the checks that need several fields, or the list of time zones. */
export function parseDigestSchedule(raw: RawValues): Schedule | InvalidSubmission {
  const days = (raw['days'] ?? '').split(',').map(Number) as Weekday[];
  const [time, timezone] = [raw['time'] ?? '', raw['timezone'] ?? ''];
  if (raw['kind'] === 'weekly' && days.length > 1) {
    return invalidSubmission({ days: 'A weekly digest comes on one day: choose that one.' });
  }
  return isZone(timezone)
    ? { days, time, timezone }
    : invalidSubmission({ timezone: 'Choose a time zone of the list.' });
}

/** The part of a subscription that the form sets. */
type DigestDraft = Pick<
  Subscription,
  'kind' | 'schedule' | 'criteria' | 'companyCategory' | 'skipsQuiet' | 'mentions' | 'threads' | 'goal'
>;

async function parseDigestDraft(context: FeatureContext, raw: RawValues, schedule: Schedule): Promise<DigestDraft> {
  const choices = await loadDigestChoices(context);
  return {
    kind: raw['kind'] === 'weekly' ? 'weekly' : 'daily',
    schedule,
    criteria: await parseDigestCriteria(context, raw, choices),
    companyCategory: selectedEntries(raw['companyCategory'], choices.companyCategories),
    skipsQuiet: raw['skipsQuiet'] === 'true',
    mentions: raw['mentions'] === 'true',
    threads: raw['threads'] === 'true',
    goal: parseGoal(raw),
  };
}

async function parseDigestCriteria(
  { services }: FeatureContext,
  raw: RawValues,
  { picklists }: DigestChoices,
): Promise<Criteria> {
  const owner = raw['owner'] === undefined ? undefined : Number(raw['owner']);
  const ownerName = owner === undefined ? '' : await services.opportunities.nameOf('resource', owner);
  return {
    which: 'open',
    owner: owner === undefined ? undefined : [{ id: owner, name: ownerName }],
    stage: selectedEntries(raw['stage'], picklists.all('stage')),
    category: selectedEntries(raw['category'], picklists.all('opportunityCategoryID')),
    amount: raw['amount'] === undefined ? undefined : `>=${raw['amount']}`,
  };
}

const selectedEntries = (
  selectedValues: string | undefined,
  entries: readonly PicklistValue[],
): readonly NamedRecord[] | undefined =>
  selectedValues?.split(',').map((value) => {
    const match = entries.find((one) => String(one.value) === value);
    return { id: Number(value), name: match?.label ?? value };
  });

function parseGoal({ goalRecurring, goalOneTime }: RawValues): DigestDraft['goal'] {
  if (goalRecurring === undefined && goalOneTime === undefined) return undefined;
  return { recurring: Number(goalRecurring ?? 0), oneTime: Number(goalOneTime ?? 0) };
}
