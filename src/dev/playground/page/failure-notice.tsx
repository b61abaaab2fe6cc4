/** Sends actions to the server, and shows a failure at the bottom of the page. */
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { send, type Part } from './live';

/** Resolves with the result of the action, or with undefined after a failure, which is shown. */
export type Act = (part: Part, verb: string, body: object) => Promise<unknown>;
const ActContext = createContext<Act>(() => Promise.resolve(undefined));
export const useAct = (): Act => useContext(ActContext);

export function WithFailureNotice({ children }: { readonly children: ReactNode }) {
  const [failure, setFailure] = useState('');
  const act = useCallback<Act>(async (part, verb, body) => {
    try {
      setFailure('');
      return await send(part, verb, body);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }, []);
  return (
    <ActContext.Provider value={act}>
      {children}
      <div role="status" aria-live="polite" className="failure" hidden={failure === ''}>
        {failure}
        <button type="button" onClick={() => setFailure('')} aria-label="Dismiss">
          ×
        </button>
      </div>
    </ActContext.Provider>
  );
}
