/** What went over the wire, with sizes against the platforms' limits. */
import { useState } from 'react';
import type { WireBodies, WireRow } from '../snapshot';

export function WireLog({ rows }: { readonly rows: readonly WireRow[] }) {
  return (
    <details className="drawer" data-testid="wire">
      <summary>
        Wire log <span className="count">{rows.length} exchanges</span>
      </summary>
      <table>
        <caption>Newest first; press a row to see what was sent and received</caption>
        <tbody>
          {[...rows].reverse().map((row) => (
            <Exchange key={`${row.chat}-${String(row.id)}`} row={row} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Exchange({ row }: { readonly row: WireRow }) {
  const [bodies, setBodies] = useState<WireBodies>();
  const toggle = async (): Promise<void> => {
    if (bodies !== undefined) {
      setBodies(undefined);
      return;
    }
    const response = await fetch(`api/wire/${row.chat}/${String(row.id)}`);
    setBodies((await response.json()) as WireBodies);
  };
  return (
    <>
      <tr>
        <td>{row.at.slice(11, 19)}</td>
        <td>{row.chat === 'slack' ? 'Slack' : 'Teams'}</td>
        <td>{row.direction}</td>
        <td className="path">
          <button type="button" className="link" aria-expanded={bodies !== undefined} onClick={() => void toggle()}>
            {row.what}
          </button>
        </td>
        <td>{row.status}</td>
        <td>{Math.round(row.milliseconds)} ms</td>
        <td>{sizeOf(row)}</td>
      </tr>
      {bodies === undefined ? null : (
        <tr>
          <td colSpan={7}>
            <pre>{JSON.stringify(bodies, null, 2)}</pre>
          </td>
        </tr>
      )}
    </>
  );
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
function sizeOf({ budget, sentBytes, receivedBytes }: WireRow): string {
  if (budget === undefined) return kilobytes(sentBytes + receivedBytes);
  return `${kilobytes(budget.bytes)} of ${kilobytes(budget.most)} for ${budget.about}`;
}
