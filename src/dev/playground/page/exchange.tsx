/** A row of the request log or the wire log; opened, it shows what was sent and received. */
import { useState, type ReactNode } from 'react';
import type { WireBodies } from '../snapshot';
import type { Part } from './live';

interface ExchangeProps {
  readonly part: Part;
  readonly id: number;
  readonly at: string;
  readonly what: string;
  readonly status: number;
  readonly milliseconds: number;
  /** The chat and the direction, in the wire log. */
  readonly source?: string;
  readonly children?: ReactNode;
}

export function Exchange({ part, id, at, what, status, milliseconds, source, children }: ExchangeProps) {
  const [bodies, setBodies] = useState<WireBodies>();
  const toggle = async (): Promise<void> => {
    if (bodies !== undefined) {
      setBodies(undefined);
      return;
    }
    const response = await fetch(`api/wire/${part}/${String(id)}`);
    setBodies((await response.json()) as WireBodies);
  };
  return (
    <>
      <tr>
        <td>{new Date(at).toLocaleTimeString('en-GB')}</td>
        {source === undefined ? null : <td>{source}</td>}
        <td className="path">
          <button type="button" className="link" aria-expanded={bodies !== undefined} onClick={() => void toggle()}>
            {what}
          </button>
        </td>
        <td className={status >= 200 && status < 300 ? '' : 'bad'}>{status === 0 ? 'no answer' : status}</td>
        <td>{Math.round(milliseconds)} ms</td>
        {children}
      </tr>
      {bodies === undefined ? null : (
        <tr>
          <td colSpan={6}>
            <pre>{JSON.stringify(bodies, null, 2)}</pre>
          </td>
        </tr>
      )}
    </>
  );
}
