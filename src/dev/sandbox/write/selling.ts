/** The rules of quotes, of opportunity categories and of definitions of user-defined fields. */
import { udfOwners } from '../read/udfs';
import type { EntityName } from '../schema';
import type { SandboxRow } from '../state/tables';
import { nextId, putRow } from '../state/tables';
import type { SandboxWorld } from '../world';
import { refreshQuoteTotals, quotesOf } from './quotes';
import { nextValue } from './write';
import type { EntityRules, Write } from './write';

export const quoteRules: EntityRules = {
  prepare: [defaultPrimaryQuote],
  validate: [validatePrimaryQuote, validateQuoteNumber],
  effects: [stampQuote],
  afterSave: [keepOnePrimary],
};

const siblingsOf = (write: Write): SandboxRow[] =>
  quotesOf(write.world, Number(nextValue(write, 'opportunityID'))).filter(({ id }) => id !== write.stored?.id);
const isPrimary = (row: SandboxRow): boolean => row.cells['primaryQuote'] === true;

function defaultPrimaryQuote(write: Write): void {
  const { cells } = write.next;
  cells['isActive'] ??= true;
  cells['primaryQuote'] ??= false;
  if (write.verb === 'create' && write.world.switches.firstQuoteIsPrimary && siblingsOf(write).length === 0) {
    cells['primaryQuote'] = true;
  }
}

/** Entity page of opportunities: of several quotes one must be the primary one (R6). */
function validatePrimaryQuote(write: Write): string | undefined {
  const siblings = siblingsOf(write);
  if (siblings.length === 0 || siblings.some(isPrimary) || nextValue(write, 'primaryQuote') === true) return undefined;
  if (write.world.switches.primaryQuoteLost === 'promoted') return undefined;
  return 'Data violation: An Opportunity with multiple Quotes must have one Quote with primaryQuote = True.';
}

/** Entity page of opportunities: unique among the quotes of one opportunity (R7). */
function validateQuoteNumber(write: Write): string | undefined {
  const number = nextValue(write, 'externalQuoteNumber') ?? '';
  if (number === '' && write.world.switches.emptyQuoteNumberIsFree) return undefined;
  const isTaken = siblingsOf(write).some((quote) => (quote.cells['externalQuoteNumber'] ?? '') === number);
  return isTaken
    ? 'Data violation: externalQuoteNumber must be unique for all Quotes associated with the same Opportunity.'
    : undefined;
}

function stampQuote(write: Write): void {
  const { next, world, at, actor } = write;
  const opportunity = world.state.tables.Opportunities.get(Number(next.cells['opportunityID']));
  next.cells['lastModifiedBy'] = actor.resource;
  next.cells['lastActivityDate'] = at;
  if (write.verb !== 'create') return;
  Object.assign(next.cells, {
    companyID: opportunity?.cells['companyID'] ?? null,
    createDate: at,
    creatorResourceID: actor.resource,
    impersonatorCreatorResourceID: actor.impersonator,
    quoteNumber: nextId(world.state.tables.Quotes),
  });
}

/** A quote that becomes primary replaces the other one; when one stops being primary, another becomes it. */
function keepOnePrimary(write: Write, row: SandboxRow): void {
  const siblings = quotesOf(write.world, Number(row.cells['opportunityID'])).filter(({ id }) => id !== row.id);
  if (isPrimary(row)) updateRows(write.world, 'Quotes', siblings.filter(isPrimary), { primaryQuote: false });
  else if (siblings.length > 0 && !siblings.some(isPrimary)) {
    updateRows(write.world, 'Quotes', siblings.slice(0, 1), { primaryQuote: true });
  }
  refreshQuoteTotals(write.world, Number(row.cells['opportunityID']));
}

function updateRows(
  { state }: SandboxWorld,
  name: EntityName,
  rows: readonly SandboxRow[],
  cells: SandboxRow['cells'],
): void {
  for (const row of rows) putRow(state.tables, name, { ...row, cells: { ...row.cells, ...cells } });
}

export const categoryRules: EntityRules = {
  afterSave: [
    ({ world }, row) => {
      if (row.cells['isGlobalDefault'] !== true) return;
      const others = [...world.state.tables.OpportunityCategories.values()].filter(({ id }) => id !== row.id);
      updateRows(world, 'OpportunityCategories', others, { isGlobalDefault: false });
    },
  ],
};

const maxUdfs = 200;

export const definitionRules: EntityRules = {
  validate: [
    /** Entity page of opportunities: no more than 200 user-defined fields (R2). */
    ({ world, next }) => {
      const owner = next.cells['udfType'];
      const same = [...world.state.tables.UserDefinedFieldDefinitions.values()].filter(
        ({ cells }) => cells['udfType'] === owner,
      );
      if (same.some(({ cells }) => cells['name'] === next.cells['name'])) {
        return `A user-defined field with the name ${String(next.cells['name'])} already exists.`;
      }
      return same.length < maxUdfs
        ? undefined
        : `The ${udfOwners[Number(owner)] ?? ''} entity can have no more than ${maxUdfs} UDFs.`;
    },
  ],
  effects: [
    ({ next, at }) => {
      next.cells['createDate'] = at;
      next.cells['isActive'] ??= true;
    },
  ],
};
