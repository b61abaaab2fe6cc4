/** The card of an opportunity, and of what became of an entry of the outbox, as its person sees it. */
import type { Viewer, Reply, View } from '../../core/reply';
import { isUnchanged, type OutboxEntry, type ChangeRequest } from '../../outbox/entry';
import { opportunityFields, type FieldName } from '../../opportunity/fields';
import type { ExecutionResult } from '../../outbox/execute';
import { undoButton } from '../../views/buttons';
import { entryView, waitingChangeView } from '../../views/entry';
import { noticeView } from '../../views/notice';
import { referenceKey, type Wording } from '../../views/values';
import { formatFor, type ViewContext, formatOf, type FeatureContext } from '../services';
import type { ActionRef } from '../../core/cards/button';
import type { Opportunity } from '../../opportunity/opportunity';
import { opportunityView, opportunitySubject } from '../../views/opportunity';

/** How long somebody may take back what they did. */
export const undoMinutes = 10;

/** The card of the opportunity once it is written; until then the card of the entry. */
export async function resultCard(viewContext: ViewContext, result: ExecutionResult, viewer: Viewer): Promise<Reply> {
  const { entry } = result;
  if (result.kind !== 'done') return { kind: 'replace', view: await entryCard(viewContext, entry, viewer) };
  const text = summaryOfEntry(entry);
  if (result.opportunity === undefined) {
    return {
      kind: 'replace',
      view: noticeView(text, 'It is written. Autotask does not show the opportunity right now.'),
    };
  }
  const label = entry.news.startsWith('Took back') ? 'Redo' : 'Undo';
  const undo = isUndoable(entry)
    ? { undo: undoButton.with({ entry: entry.id }, label, { spoken: `${label}: ${text}` }) }
    : {};
  const { change, ...card } = await changedOpportunityCard(viewContext, result.opportunity, {
    news: { text, ...undo },
    viewer,
  });
  // Nobody else's card has anything to tell.
  return isUnchanged(entry) || change === undefined ? card : { ...card, change };
}

export const summaryOfEntry = (entry: OutboxEntry): string =>
  isUnchanged(entry) ? entry.news : `${entry.news} by ${entry.author.name}`;

/** Nothing can be deleted in Autotask: what was created stays, and a correction is not corrected again. */
export function isUndoable({ wish, after = {}, undoes }: OutboxEntry): boolean {
  if (wish.kind === 'create') return false;
  return (wish.note !== undefined && undoes === undefined) || Object.keys(after).length > 0;
}

export async function entryCard(viewContext: ViewContext, entry: OutboxEntry, viewer: Viewer): Promise<View> {
  return entryView(entry, await loadWording(viewContext, valuesOfEntry(entry), viewer));
}

/** Before it is taken back what they mean: the newest, which waits, or the latest that is done. */
export async function pendingChoiceCard(
  viewContext: ViewContext,
  { newest, done }: { newest: OutboxEntry; done: OutboxEntry | undefined },
  viewer: Viewer,
): Promise<View> {
  return waitingChangeView(newest, done, await loadWording(viewContext, valuesOfEntry(newest), viewer));
}

type LabelledValues = readonly (readonly [field: string, value: unknown])[];

function valuesOfEntry({ wish, differences = [] }: OutboxEntry): LabelledValues {
  const differingValues = differences.flatMap(({ field, seen, now }): LabelledValues => [
    [field, seen],
    [field, now],
  ]);
  return [...Object.entries(requestedChanges(wish)), ...differingValues];
}
const requestedChanges = (wish: ChangeRequest): object =>
  wish.kind === 'change' ? wish.changes : wish.kind === 'create' ? wish.draft : {};

/** Labels and names for these values, as far as Autotask tells them: without it numbers stand for them. */
export async function loadWording(viewContext: ViewContext, values: LabelledValues, viewer: Viewer): Promise<Wording> {
  const { opportunities } = viewContext.services;
  const references = values.flatMap(([field, value]) => {
    const kind = referenceKinds[field];
    return kind === undefined || typeof value !== 'number' ? [] : [{ field, kind, value }];
  });
  const [picklists, ...names] = await Promise.all([
    opportunities.picklists().catch(() => undefined),
    ...references.map(async ({ field, kind, value }) => {
      const name = await opportunities.nameOf(kind, value).catch(() => `#${String(value)}`);
      return [referenceKey(field, value), name] as const;
    }),
  ]);
  return { format: formatFor(viewContext, viewer), picklists, names: new Map(names) };
}

type ReferenceKind = 'company' | 'contact' | 'resource';
const referenceKinds: Readonly<Record<string, ReferenceKind | undefined>> = Object.fromEntries(
  (Object.keys(opportunityFields) as FieldName[]).flatMap((field): (readonly [string, ReferenceKind])[] => {
    const { reference } = opportunityFields[field];
    if (reference === 'Companies') return [[field, 'company']];
    if (reference === 'Contacts') return [[field, 'contact']];
    return reference === 'Resources' ? [[field, 'resource']] : [];
  }),
);

/** Read afresh. Throws `NotFound` where there is none of that number. */
export async function loadOpportunityCard(context: FeatureContext, id: number): Promise<View> {
  const { opportunities } = context.services;
  const opportunity = await opportunities.get(id);
  return opportunityView(opportunity, { picklists: await opportunities.picklists(), format: formatOf(context) });
}

/** What just happened to it; `undo` only on the card of the one who did it. */
export interface CardNotice {
  readonly text: string;
  readonly undo?: ActionRef;
}

/** After a change: the card says what just happened, and so does every other card of the same opportunity. */
export async function changedOpportunityCard(
  viewContext: ViewContext,
  opportunity: Opportunity,
  { news: { text, undo }, viewer }: { news: CardNotice; viewer: Viewer },
): Promise<Reply & { kind: 'replace' }> {
  const picklists = await viewContext.services.opportunities.picklists();
  const options = { picklists, news: text, format: formatFor(viewContext, viewer) };
  return {
    kind: 'replace',
    view: opportunityView(opportunity, undo === undefined ? options : { ...options, undo }),
    change: { subject: opportunitySubject(opportunity.id), summary: text },
  };
}
