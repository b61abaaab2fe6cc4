/** The drawer about the wire: each exchange with its size, against the platform's limits where there are any. */
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
              source={`${row.chat === 'slack' ? 'Slack' : 'Teams'} ${row.direction}`}
            >
              <td className="size">
                {row.measures.length === 0
                  ? formatKilobytes(row.bytes)
                  : row.measures.map((each) => <Usage key={each.unit} {...each} />)}
              </td>
            </Exchange>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const nearLimit = 0.8;
const Usage = ({ used, most, unit }: LimitUsage) => (
  <span className={used > nearLimit * most ? 'used near' : 'used'}>
    {unit === 'bytes'
      ? `${formatKilobytes(used)} of ${formatKilobytes(most)}`
      : `${used.toLocaleString('en')} of ${most.toLocaleString('en')} ${unit}`}
  </span>
);

const formatKilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
