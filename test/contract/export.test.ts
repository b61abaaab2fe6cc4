/** What is stored can be taken out: everything as lines, and the record of changes for a spreadsheet. */
import { randomUUID } from 'node:crypto';
import { createOutbox } from '../../src/storage/outbox';
import { auditLines, type AuditExportOptions } from '../../src/storage/audit';
import { exportLines } from '../../src/storage/export';
import { createKeyValueStore } from '../../src/storage/key-value-store';
import { auditEventOf } from '../../src/outbox/audit-event';
import { anEntry } from '../support/an-entry';
import { databaseKinds, describeEach, type DatabaseFixture } from '../support/databases';

const at = (day: number): Date => new Date(Date.UTC(2026, 8, day, 12));

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

describeEach(databaseKinds, 'An export of %s', (open) => {
  let opened: DatabaseFixture;
  beforeAll(async () => {
    opened = await open();
    const { db } = opened.database;
    const store = createKeyValueStore(db, () => at(1));
    for (let number = 0; number < 1200; number += 1) await store.put(`key ${String(number)}`, { number });
    const outbox = createOutbox(db);
    for (const day of [1, 2, 3]) {
      const entry = anEntry({
        id: `00000000-0000-4000-8000-00000000000${String(day)}`,
        reference: `REF${String(day)}`,
      });
      await outbox.add(entry);
      await outbox.complete(
        entry,
        { state: 'refused', say: '=1+1, "no"' },
        auditEventOf({ ...entry, state: 'refused', say: '=1+1, "no"' }, at(day)),
      );
    }
  }, 60_000);
  afterAll(() => opened.close());

  it('holds every row of every table, each as a line of JSON', async () => {
    const lines = await all(exportLines(opened.database.db));
    const rows = lines.map((line) => JSON.parse(line) as { table: string; row: Record<string, unknown> });
    const kept = rows.filter(({ table }) => table === 'kept').map(({ row }) => row['value']);
    expect(new Set(kept.map((value) => (value as { number: number }).number)).size).toBe(1200);
    expect(rows.filter(({ table }) => table === 'outbox')).toHaveLength(3);
    expect(rows.filter(({ table }) => table === 'audit').map(({ row }) => row['reference'])).toEqual([
      'REF1',
      'REF2',
      'REF3',
    ]);
  }, 60_000);

  it('leaves the database free for others when it is cut short', async () => {
    for await (const line of exportLines(opened.database.db)) {
      expect(line).toContain('table');
      break;
    }
    expect((await opened.database.execute('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  const audit = (wanted: AuditExportOptions) => all(auditLines(opened.database.db, wanted));

  it('tells the changes of some days alone', async () => {
    const lines = await audit({ format: 'jsonl', since: at(2), until: at(3) });
    expect(lines.map((line) => (JSON.parse(line) as { reference: string }).reference)).toEqual(['REF2']);
  });

  it('makes a table that a spreadsheet opens, and never a formula of what people typed', async () => {
    const [head, first, ...others] = await audit({ format: 'csv' });
    expect(head).toMatch(/^at,reference,platform,person,.*,result,reason\r\n$/);
    expect(first).toContain('2026-09-01T12:00:00.000Z,REF1,');
    expect(first).toContain(`,"'=1+1, ""no"""\r\n`);
    expect(others).toHaveLength(2);
  });

  it.each(['\n=1+1', '\r\n\t @SUM(A1)', '＝1+1', '＋1', '－1', '＠x', '\u200b\ufeff=1', '\u202e=1', '\u00a0-1', '\tx'])(
    'makes %j inert as well',
    async (say) => {
      const entry = anEntry({ id: randomUUID(), reference: 'FORMULA' });
      const { db } = opened.database;
      await createOutbox(db).add(entry);
      const line = auditEventOf({ ...entry, state: 'refused', say }, at(9));
      await createOutbox(db).complete(entry, { state: 'refused', say }, line);
      const last = (await audit({ format: 'csv', since: at(9) })).at(-1) ?? '';
      const inert = say.replace(/\u202e/g, '');
      expect(last.endsWith(`'${inert}\r\n`) || last.endsWith(`"'${inert}"\r\n`)).toBe(true);
    },
  );
});
