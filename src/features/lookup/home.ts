/** The feature `home`: the person's own pipeline, what is overdue, what closes soon. */
import { handleButton, type Feature } from '../../core/feature';
import { replaceWith, showToAsker, type View } from '../../core/reply';
import { addDays } from '../../core/days';
import { datePart } from '../../opportunity/calendar';
import { compareByClose, totalsOf, type Totals } from '../../opportunity/pipeline';
import type { Opportunity } from '../../opportunity/opportunity';
import { homeButton, helpButton, listButton, newButton, searchButton } from '../../views/buttons';
import { formatOf, type FeatureContext, type Services } from '../services';
import type { NamedRecord } from '../../opportunity/criteria';
import type { Format } from '../../views/format';
import { totalsText, opportunityRow, type OpportunityRow } from '../../views/opportunity-list';

export const homeName = 'home';

/** Reads the asker's open opportunities once, and names only those on show. */
export async function home(context: FeatureContext): Promise<View> {
  const { opportunities } = context.services;
  const format = formatOf(context);
  const { statuses } = await opportunities.picklists();
  const { user } = context;
  const mine = await opportunities.all({ status: statuses.open, owner: [user.id] });
  const sorted = [...mine.opportunities].sort(compareByClose);
  const closes = ({ fields }: Opportunity): string => datePart(fields.projectedCloseDate) ?? '9999';
  const overdue = sorted.filter((one) => closes(one) < format.today);
  const soon = sorted.filter((one) => closes(one) >= format.today && closes(one) <= addDays(format.today, soonDays));
  const [late, next] = [overdue.slice(0, maxHomeRows), soon.slice(0, maxHomeRows)];
  const named = await opportunities.withNames([...late, ...next]);
  return homeView({
    user,
    format,
    totals: mine.complete ? totalsOf(sorted) : undefined,
    overdue: { total: overdue.length, opportunities: named.slice(0, late.length) },
    soon: { total: soon.length, opportunities: named.slice(late.length) },
    prefix: context.interaction.prefix,
  });
}

export const homeFeature: Feature<Services> = {
  commands: [
    {
      name: homeName,
      aliases: ['start', 'menu'],
      summary: 'my pipeline, what is overdue and what closes soon; also the answer to no words at all',
      usage: 'home',
      examples: ['home'],
      audience: 'linked',
      run: async (context) => showToAsker(await home(context)),
    },
  ],
  actions: [handleButton(homeButton, async (context: FeatureContext) => replaceWith(await home(context)))],
};

/** Rows of each section; a button lists the rest. */
const maxHomeRows = 5;
/** Days ahead that count as soon. */
const soonDays = 14;

export interface HomeOptions {
  readonly user: NamedRecord;
  readonly format: Format;
  /** Undefined when there are too many to add up. */
  readonly totals: Totals | undefined;
  readonly overdue: HomeSection;
  readonly soon: HomeSection;
  readonly prefix: string;
}
/** Some of them, and how many there are in all. */
interface HomeSection {
  readonly total: number;
  readonly opportunities: readonly Opportunity[];
}

export function homeView({ user, format, totals, overdue, soon, prefix }: HomeOptions): View {
  const whole = totals !== undefined;
  const owner = [{ id: user.id, name: user.name }];
  const model = {
    title: 'My pipeline',
    sums:
      totals === undefined
        ? 'Too many open opportunities to add up: what follows is only a part of them.'
        : totals.count === 0
          ? 'You own no open opportunity.'
          : totalsText(totals, format, ['open opportunity', 'open opportunities']),
    sections: [
      sectionModel('Overdue', overdue, { format, whole, empty: 'Nothing of yours is overdue.' }),
      sectionModel(`Closing within ${String(soonDays)} days`, soon, {
        format,
        whole,
        empty: 'Nothing of yours closes soon.',
      }),
    ],
    hint: `Write ${prefix}and a part of a title, company or contact to look something up.`,
    controls: [
      searchButton.with({}, 'Find', { style: 'primary', spoken: 'Find an opportunity' }),
      newButton.with({}, 'New', { spoken: 'New opportunity' }),
      listButton.with({ criteria: { which: 'open', owner }, page: 0 }, 'All mine', { spoken: 'All my open ones' }),
      homeButton.with({}, 'Refresh'),
      helpButton.with({}, 'Help'),
    ],
  };
  const words = model.sections.flatMap(({ title, rows, empty }) => [
    title,
    ...rows.map((row) => `${row.title}: ${row.about}`),
    empty,
  ]);
  return { card: 'home', model, text: [model.title, model.sums, ...words].filter((line) => line !== '').join('\n') };
}

interface SectionModel {
  readonly title: string;
  readonly rows: readonly OpportunityRow[];
  /** The text in place of rows; empty when there are some. */
  readonly empty: string;
}

interface SectionOptions {
  readonly format: Format;
  /** False when not all was read: then nothing is counted. */
  readonly whole: boolean;
  readonly empty: string;
}

function sectionModel(
  title: string,
  { total, opportunities }: HomeSection,
  { format, whole, empty }: SectionOptions,
): SectionModel {
  const rows = opportunities.map((one) => opportunityRow(one, format));
  return {
    title: whole ? `${title}${sectionCount(total, opportunities.length)}` : title,
    rows,
    empty: total === 0 ? empty : '',
  };
}

function sectionCount(all: number, shown: number): string {
  if (all === 0) return '';
  return all > shown ? ` (${String(shown)} of ${String(all)})` : ` (${String(all)})`;
}
