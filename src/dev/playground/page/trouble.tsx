/** Says at the bottom of the page what could not be done. */
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { send, type Part } from './live';

/** Asks the server; a failure is told on the page. Resolves to undefined then. */
export type Act = (part: Part, verb: string, body: object) => Promise<unknown>;
const ActContext = createContext<Act>(() => Promise.resolve(undefined));
export const useAct = (): Act => useContext(ActContext);

export function WithTrouble({ children }: { readonly children: ReactNode }) {
  const [trouble, setTrouble] = useState('');
  const act = useCallback<Act>(async (part, verb, body) => {
    try {
      setTrouble('');
      return await send(part, verb, body);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }, []);
  return (
    <ActContext.Provider value={act}>
      {children}
      <div role="status" aria-live="polite" className="trouble" hidden={trouble === ''}>
        {trouble}
        <button type="button" onClick={() => setTrouble('')} aria-label="Dismiss">
          ×
        </button>
      </div>
    </ActContext.Provider>
  );
}
