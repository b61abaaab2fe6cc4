/** Autotask behind the chats: what the bot asked, the records as they stand, and the trouble one can make. */
import { meddlings, troubles, type AutotaskState, type TroubleName } from '../snapshot';
import { useAct } from './trouble';

const names: Readonly<Record<TroubleName, string>> = {
  none: 'Works',
  down: 'Down',
  slow: 'Slow (4 s)',
  limited: 'Limited (429)',
};
const deeds = { stage: 'moves the stage', amount: 'raises the amount', lost: 'loses it' };

export function AutotaskDrawer({ state }: { readonly state: AutotaskState }) {
  const act = useAct();
  return (
    <details className="drawer" data-testid="autotask">
      <summary>
        Autotask <span className={`lamp ${state.trouble}`}>{names[state.trouble]}</span>
        <span className="count">{state.requests.length} requests</span>
      </summary>
      <fieldset>
        <legend>Autotask is</legend>
        {troubles.map((trouble) => (
          <label key={trouble}>
            <input
              type="radio"
              name="trouble"
              checked={state.trouble === trouble}
              onChange={() => void act('autotask', 'trouble', { trouble })}
            />
            {names[trouble]}
          </label>
        ))}
      </fieldset>
      {state.records.map(({ id, title, stage, status, amount }) => (
        <div key={id} className="record">
          <span>
            <strong>{title}</strong> #{id} · {stage} · {status} · {amount.toLocaleString()}
          </span>
          <span className="deeds">
            Somebody else
            {meddlings.map((change) => (
              <button key={change} type="button" onClick={() => void act('autotask', 'meddle', { id, change })}>
                {deeds[change]}
              </button>
            ))}
          </span>
        </div>
      ))}
      <Requests requests={state.requests} />
    </details>
  );
}

const Requests = ({ requests }: Pick<AutotaskState, 'requests'>) => (
  <table>
    <caption>What the bot asked, newest first</caption>
    <tbody>
      {requests.map(({ id, at, method, path, status, milliseconds }) => (
        <tr key={id}>
          <td>{at.slice(11, 19)}</td>
          <td>{method}</td>
          <td className="path">{path}</td>
          <td>{status}</td>
          <td>{Math.round(milliseconds)} ms</td>
        </tr>
      ))}
    </tbody>
  </table>
);
