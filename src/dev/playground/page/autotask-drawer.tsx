/** The drawer about Autotask: its faults, the records as they are, and what the bot requested. */
import { faultNames, type AutotaskState, type FaultName } from '../snapshot';
import { Exchange } from './exchange';
import { Records } from './records';
import { useAct } from './failure-notice';

const faultLabels: Readonly<Record<FaultName, string>> = {
  none: 'Works',
  down: 'Down',
  slow: 'Slow (4 s)',
  limited: 'Limited (429)',
};

export function AutotaskDrawer({ state }: { readonly state: AutotaskState }) {
  const act = useAct();
  return (
    <details className="drawer" data-testid="autotask">
      <summary>
        Autotask <span className={`lamp ${state.trouble}`}>{faultLabels[state.trouble]}</span>
        <span className="count">{state.requests[0]?.id ?? 0} requests</span>
      </summary>
      <fieldset>
        <legend>Autotask is</legend>
        {faultNames.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="trouble"
              checked={state.trouble === name}
              onChange={() => void act('autotask', 'trouble', { trouble: name })}
            />
            {faultLabels[name]}
          </label>
        ))}
      </fieldset>
      <Records records={state.records} />
      <Requests requests={state.requests} />
    </details>
  );
}

const Requests = ({ requests }: Pick<AutotaskState, 'requests'>) => (
  <table>
    <caption>What the bot asked, newest first; press one to see it whole</caption>
    <tbody>
      {requests.map(({ method, path, ...request }) => (
        <Exchange key={request.id} part="autotask" {...request} what={`${method} ${path}`} />
      ))}
    </tbody>
  </table>
);
