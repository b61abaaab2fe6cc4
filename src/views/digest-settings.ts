/** The digests of a conversation: when they come, what they tell of, and what can be done about each. */
import { nextRuns } from '../core/schedule';
import type { View } from '../core/reply';
import { describe } from '../opportunity/criteria';
import type { Subscription } from '../opportunity/subscription';
import {
  digestFormButton,
  digestPreviewButton,
  digestRemoveButton,
  digestPauseButton,
  digestSendButton,
} from './buttons';
import { capitalised, type Format } from './format';
import { momentLine, scheduleLine } from './schedule';
import { settingsView, type SettingsRow } from './settings';

export interface DigestSettingsParts {
  readonly news: string;
  readonly now: Date;
  readonly locale: string;
  readonly format: Format;
  /** How many of the next runs are told. */
  readonly upcoming: number;
}

export const kindName = { daily: 'Daily digest', weekly: 'Weekly digest' } as const;

export function digestSettingsView(subscriptions: readonly Subscription[], parts: DigestSettingsParts): View {
  const missing = (['daily', 'weekly'] as const).filter((kind) => subscriptions.every((one) => one.kind !== kind));
  return settingsView({
    title: 'Digests of this conversation',
    news: parts.news,
    rows: subscriptions.map((subscription) => rowOf(subscription, parts)),
    hint: subscriptions.length === 0 ? 'No digest is set up here yet.' : '',
    controls: missing.map((kind) =>
      digestFormButton.with({ kind }, kind === 'daily' ? 'Add a daily digest' : 'Add a weekly digest'),
    ),
  });
}

function rowOf(subscription: Subscription, parts: DigestSettingsParts): SettingsRow {
  const { id, kind, schedule, paused, author } = subscription;
  const { locale } = parts;
  const named = { spoken: `of the ${kindName[kind].toLowerCase()}` };
  const button = (label: string) => ({ spoken: `${label} ${named.spoken}` });
  return {
    title: `${kindName[kind]} · ${scheduleLine(schedule, locale)}${paused ? ' · paused' : ''}`,
    about: [
      aboutLine(subscription, parts.format),
      paused ? '' : nextLine(subscription, parts),
      `Set up by ${author.name}.`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
    actions: [
      digestFormButton.with({ subscription: id }, 'Change', button('Change the settings')),
      digestPauseButton.with(
        { subscription: id, paused: !paused },
        paused ? 'Resume' : 'Pause',
        button(paused ? 'Resume sending' : 'Pause sending'),
      ),
      digestPreviewButton.with({ subscription: id }, 'Preview', button('Preview')),
      digestSendButton.with({ subscription: id }, 'Post now', button('Post now')),
      digestRemoveButton.with({ subscription: id }, 'Remove', { ...button('Remove'), style: 'danger' }),
    ],
  };
}

/** `Owner Sam Okafor · companies of category Gold or Silver`; empty where it tells of all. */
export function narrowedLine({
  criteria,
  companyCategory,
}: Pick<Subscription, 'criteria' | 'companyCategory'>): string {
  const categories = companyCategory?.map(({ name }) => name).join(' or ');
  const companies = categories === undefined ? '' : `companies of category ${categories}`;
  return capitalised([describe(criteria), companies].filter((part) => part !== '').join(' · '));
}

/** What it tells of and how, in one line: `All open opportunities. Quiet days are skipped.` */
export function aboutLine(subscription: Subscription, format: Format): string {
  const { skipsQuiet, mentions, threads, goal } = subscription;
  const narrowed = narrowedLine(subscription);
  return [
    narrowed === '' ? 'All opportunities.' : `${narrowed}.`,
    skipsQuiet ? 'Quiet days are skipped.' : '',
    threads ? 'Details come in its thread.' : '',
    mentions ? 'Owners of what needs attention are mentioned.' : '',
    goal === undefined ? '' : `Goal ${format.exactly(goal.recurring)}/mo and ${format.exactly(goal.oneTime)} a month.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function nextLine({ schedule }: Subscription, { now, locale, upcoming }: DigestSettingsParts): string {
  const runs = nextRuns(schedule, now, upcoming).map((run) => momentLine(run, schedule.timezone, locale));
  return `Next: ${runs.join('; ')}.`;
}
