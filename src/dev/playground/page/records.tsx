/** The opportunities as they are in Autotask; a cell that has changed since it was first shown shows its first value too. */
import { useRef } from 'react';
import { externalEdits, type AutotaskRecord } from '../snapshot';
import { useAct } from './failure-notice';

const editLabels = { stage: 'moves the stage', amount: 'raises the amount', lost: 'loses it' };

export function Records({ records }: { readonly records: readonly AutotaskRecord[] }) {
  const [first] = records;
  if (first === undefined) return <p className="hint">Open an opportunity in a chat: its record shows here.</p>;
  return (
    <table className="records">
      <caption>The records as they stand; what changed is marked</caption>
      <thead>
        <tr>
          <th>Opportunity</th>
          {Object.keys(first.cells).map((name) => (
            <th key={name}>{name}</th>
          ))}
          <th>Somebody else…</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <Row key={record.id} record={record} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ record: { id, title, cells } }: { readonly record: AutotaskRecord }) {
  const act = useAct();
  return (
    <tr>
      <th scope="row">
        {title} <span className="count">#{id}</span>
      </th>
      {Object.entries(cells).map(([name, value]) => (
        <Cell key={name} value={value} />
      ))}
      <td>
        <select
          aria-label={`Somebody else changes ${title}`}
          value=""
          onChange={({ target }) => void act('autotask', 'meddle', { id, change: target.value })}
        >
          <option value="" disabled>
            …
          </option>
          {externalEdits.map((change) => (
            <option key={change} value={change}>
              {editLabels[change]}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

function Cell({ value }: { readonly value: string }) {
  const first = useRef(value);
  if (value === first.current) return <td>{value}</td>;
  return (
    <td className="changed">
      {/* The key makes each value a new element, so that its animation runs again. */}
      <ins key={value}>{value === '' ? '(empty)' : value}</ins>
      <span className="was">was {first.current === '' ? 'empty' : first.current}</span>
    </td>
  );
}
