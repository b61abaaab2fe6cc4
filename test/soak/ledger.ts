/** What was asked for, and how much of it did not come to what it should have: told from Autotask's records and the bot's own. */
import type { Sandbox } from '../../src/dev/sandbox';
import { waitingStates, type AuditEvent } from '../../src/outbox/entry';
import type { Database } from '../../src/storage/database';
import { auditEventFromRow } from '../../src/storage/audit';

export interface Ledger {
  /** Texts of notes; each stands there once. */
  readonly notes: string[];
  /** Those among them that were taken back. */
  readonly undoneNotes: string[];
  readonly wins: number[];
  /** Where an opportunity may stand: in one stage, or in either where its person did not see what became of the move. */
  readonly moves: { readonly id: number; may: readonly number[] }[];
  /** Changed by others in Autotask itself: the bot's record does not tell of that. */
  readonly changedElsewhere: Set<number>;
  /** Whose person waited in vain, and went on with something else; what they asked for still counts. */
  late: number;
  readonly unexpectedErrors: string[];
}

export const createLedger = (): Ledger => ({
  notes: [],
  undoneNotes: [],
  wins: [],
  moves: [],
  changedElsewhere: new Set(),
  late: 0,
  unexpectedErrors: [],
});

/** What the bot has stored, once it has stopped. */
export interface StoredRecords {
  readonly entries: readonly { state: string; opportunity: number | null; undoes: string | null; words: string }[];
  readonly auditEvents: readonly AuditEvent[];
}

export async function loadStoredRecords({ db }: Database): Promise<StoredRecords> {
  const rows = await db.selectFrom('outbox').select(['state', 'opportunity', 'undoes', 'wish']).execute();
  const lines = await db.selectFrom('audit').selectAll().orderBy('number').execute();
  return {
    entries: rows.map(({ wish, ...row }) => ({ ...row, words: JSON.stringify(wish) })),
    auditEvents: lines.map(auditEventFromRow),
  };
}

type Records = Sandbox['records'];

const noteTimes = ({ records }: { records: Records }, text: string): number =>
  records.list('CompanyNotes', ({ note }) => String(note).startsWith(`${text}\n`)).length;
const correctionTimes = ({ records }: { records: Records }, text: string): number =>
  records.list('CompanyNotes', ({ note }) => String(note).includes(`“${text}” of`)).length;
const isOpen = (records: Records, id: number): boolean => records.read('Opportunities', id)?.['status'] === 1;

/** As far as Autotask alone tells. */
export const missingIn = (sandbox: Sandbox, { notes, wins }: Ledger): readonly string[] => [
  ...notes.filter((text) => noteTimes(sandbox, text) === 0),
  ...wins.filter((id) => isOpen(sandbox.records, id)).map(String),
];

/** Names what is wrong; all lists are empty when nothing is. */
export function faultsIn(
  sandbox: Sandbox,
  ledger: Ledger,
  { entries, auditEvents }: StoredRecords,
): Record<string, readonly string[]> {
  const { records } = sandbox;
  const { notes, wins, undoneNotes, moves, changedElsewhere } = ledger;
  const waits = entries.filter(({ state }) => (waitingStates as readonly string[]).includes(state));
  const undecided = new Set(waits.map(({ opportunity }) => opportunity));
  const undone = entries.filter(({ state, undoes }) => state === 'done' && undoes !== null).map(({ undoes }) => undoes);
  const corrections = undoneNotes.map((text) => [text, correctionTimes(sandbox, text)] as const);
  const isAsked = (text: string): boolean => waits.some(({ words }) => words.includes(`“${text}” of`));
  return {
    'notes missing': notes.filter((text) => noteTimes(sandbox, text) === 0),
    'notes written twice': notes.filter((text) => noteTimes(sandbox, text) > 1),
    'wins missing': wins.filter((id) => isOpen(records, id)).map(String),
    'moves that came to something else': moves
      .filter(
        ({ id, may }) => !undecided.has(id) && !may.includes(Number(records.read('Opportunities', id)?.['stage'])),
      )
      .map(
        ({ id, may }) =>
          `${String(id)} is in ${String(records.read('Opportunities', id)?.['stage'])}, not ${may.join(' or ')}: ${JSON.stringify(auditEvents.filter((line) => line.opportunity === id).map(({ at, person, news, result, say, fields }) => ({ at, person: person.platform, news, result, say, fields })))}`,
      ),
    'notes not taken back': corrections.filter(([text, times]) => times === 0 && !isAsked(text)).map(([text]) => text),
    'changes taken back twice': [
      ...corrections.filter(([, times]) => times > 1).map(([text]) => text),
      ...undone.filter((id, index) => undone.indexOf(id) !== index).map(String),
    ],
    'values that the record tells otherwise': mismatches(
      records,
      auditEvents,
      (id) => undecided.has(id) || changedElsewhere.has(id),
    ),
    'entries that wait for nobody': waits
      .filter(({ state }) => state === 'queued' || state === 'sending')
      .map(({ state, words }) => `${state}: ${words}`),
  };
}

const checkedFields = ['stage', 'status', 'projectedCloseDate'] as const;

/** The last line about a field says what stands there now. */
function mismatches(
  records: Records,
  auditEvents: readonly AuditEvent[],
  isLeftOut: (id: number) => boolean,
): readonly string[] {
  const last = new Map<string, unknown>();
  for (const { opportunity, result, fields } of auditEvents) {
    if (result !== 'done' || opportunity === undefined || isLeftOut(opportunity)) continue;
    for (const { field, to } of fields) last.set(`${String(opportunity)} ${field}`, to);
  }
  return [...last].flatMap(([of, to]) => {
    const [id = '', field = ''] = of.split(' ');
    if (!checkedFields.some((name) => name === field)) return [];
    const now = records.read('Opportunities', Number(id))?.[field];
    return dayOf(now) === dayOf(to) ? [] : [`${of} is ${String(now)}, not ${String(to)}`];
  });
}

const dayOf = (value: unknown): unknown => (typeof value === 'string' ? value.slice(0, 10) : value);
