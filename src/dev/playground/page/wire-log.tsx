/** What went over the wire, with sizes against the platforms' limits. */
import type { LimitUsage, WireRow } from '../snapshot';
import { Exchange } from './exchange';

export function WireLog({ rows }: { readonly rows: readonly WireRow[] }) {
  return (
    <details className="drawer" data-testid="wire">
      <summary>
        Wire log <span className="count">{rows.length} exchanges</span>
      </summary>
      <table>
        <caption>Newest first; press one to see what was sent and received, without secrets</caption>
        <thead>
          <tr>
            <th>At</th>
            <th>Chat</th>
            <th>What</th>
            <th>Status</th>
            <th>Took</th>
            <th>Size, of the most</th>
          </tr>
        </thead>
        <tbody>
          {[...rows].reverse().map((row) => (
            <Exchange
              key={row.id}
              part={row.chat}
              {...row}
              whose={`${row.chat === 'slack' ? 'Slack' : 'Teams'} ${row.direction}`}
            >
              <td className="size">
                {row.measures.length === 0
                  ? kilobytes(row.bytes)
                  : row.measures.map((each) => <Used key={each.unit} {...each} />)}
              </td>
            </Exchange>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const near = 0.8;
const Used = ({ used, most, unit }: LimitUsage) => (
  <span className={used > near * most ? 'used near' : 'used'}>
    {unit === 'bytes'
      ? `${kilobytes(used)} of ${kilobytes(most)}`
      : `${used.toLocaleString('en')} of ${most.toLocaleString('en')} ${unit}`}
  </span>
);

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
