/** The digests of a conversation as a card: schedule, filters and buttons of each. */
import { nextRuns } from '../../../core/schedule';
import type { View } from '../../../core/reply';
import { describeCriteria } from '../../../opportunity/criteria';
import type { Subscription } from '../../../opportunity/subscription';
import {
  digestFormButton,
  digestPreviewButton,
  digestRemoveButton,
  digestPauseButton,
  digestSendButton,
} from '../buttons';
import { capitalize, type Format } from '../../../views/format';
import { momentLine, scheduleLine } from '../schedule';
import { settingsView, type SettingsRow } from '../../subscribing/set-up';

export interface DigestSettingsOptions {
  readonly news: string;
  readonly now: Date;
  readonly locale: string;
  readonly format: Format;
  /** How many of the next runs are listed. */
  readonly upcoming: number;
}

export const digestKindNames = { daily: 'Daily digest', weekly: 'Weekly digest' } as const;

export function digestSettingsView(subscriptions: readonly Subscription[], options: DigestSettingsOptions): View {
  const missing = (['daily', 'weekly'] as const).filter((kind) => subscriptions.every((one) => one.kind !== kind));
  return settingsView({
    title: 'Digests of this conversation',
    news: options.news,
    rows: subscriptions.map((subscription) => digestSettingsRow(subscription, options)),
    hint: subscriptions.length === 0 ? 'No digest is set up here yet.' : '',
    controls: missing.map((kind) =>
      digestFormButton.with({ kind }, kind === 'daily' ? 'Add a daily digest' : 'Add a weekly digest'),
    ),
  });
}

function digestSettingsRow(subscription: Subscription, options: DigestSettingsOptions): SettingsRow {
  const { id, kind, schedule, paused, author } = subscription;
  const { locale } = options;
  const named = { spoken: `of the ${digestKindNames[kind].toLowerCase()}` };
  const button = (label: string) => ({ spoken: `${label} ${named.spoken}` });
  return {
    title: `${digestKindNames[kind]} · ${scheduleLine(schedule, locale)}${paused ? ' · paused' : ''}`,
    about: [
      subscriptionLine(subscription, options.format),
      paused ? '' : nextRunsLine(subscription, options),
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

/** `Owner Sam Okafor · companies of category Gold or Silver`; empty without filters. */
export function filterLine({ criteria, companyCategory }: Pick<Subscription, 'criteria' | 'companyCategory'>): string {
  const categories = companyCategory?.map(({ name }) => name).join(' or ');
  const companies = categories === undefined ? '' : `companies of category ${categories}`;
  return capitalize([describeCriteria(criteria), companies].filter((part) => part !== '').join(' · '));
}

/** Filters and options in one line: `All open opportunities. Quiet days are skipped.` */
function subscriptionLine(subscription: Subscription, format: Format): string {
  const { skipsQuiet, mentions, threads, goal } = subscription;
  const narrowed = filterLine(subscription);
  return [
    narrowed === '' ? 'All opportunities.' : `${narrowed}.`,
    skipsQuiet ? 'Quiet days are skipped.' : '',
    threads ? 'Details come in its thread.' : '',
    mentions ? 'Owners of what needs attention are mentioned.' : '',
    goal === undefined
      ? ''
      : `Goal ${format.exactMoney(goal.recurring)}/mo and ${format.exactMoney(goal.oneTime)} a month.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function nextRunsLine({ schedule }: Subscription, { now, locale, upcoming }: DigestSettingsOptions): string {
  const runs = nextRuns(schedule, now, upcoming).map((run) => momentLine(run, schedule.timezone, locale));
  return `Next: ${runs.join('; ')}.`;
}
