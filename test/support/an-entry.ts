/** An entry of the outbox, believable and settled in no way yet. */
import type { OutboxEntry } from '../../src/outbox/entry';

export function anEntry(values: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id: '5f0c7f1e-2d0a-4a52-9b8e-1d6c1f9a0b11',
    reference: '4F2A91C0',
    wish: {
      kind: 'change',
      opportunity: 29681234,
      changes: { stage: 13, projectedCloseDate: '2026-10-01' },
      expected: { stage: 12, status: 1 },
      agreed: [],
    },
    title: 'Managed backup, 40 seats',
    news: 'Moved to 3 Scoping',
    person: { platform: 'slack', tenant: 'T1', id: 'U1', name: 'Sam Okafor', standing: 'member' },
    author: { id: 29683408, name: 'Sam Okafor' },
    place: { platform: 'slack', tenant: 'T1', conversation: 'C1', kind: 'channel' },
    state: 'queued',
    attempts: 2,
    leaseCount: 1,
    requestedAt: new Date('2026-09-22T12:02:00Z'),
    due: new Date('2026-09-22T12:03:30Z'),
    opportunity: 29681234,
    say: 'I cannot reach Autotask right now.',
    ...values,
  };
}
