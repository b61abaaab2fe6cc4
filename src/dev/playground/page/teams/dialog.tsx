/** The dialog in front of a person. */
import { useEffect, useRef } from 'react';
import type { TeamsDialog } from '../../teams/peer';
import type { Theme } from '../theme';
import { useAct } from '../trouble';
import { AdaptiveCardView } from './card';
import type { Suggestion } from './lookup';

interface DialogProps {
  readonly dialog: TeamsDialog;
  readonly person: string;
  readonly theme: Theme;
}

export function TeamsDialogView({ dialog, person, theme }: DialogProps) {
  const act = useAct();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const close = (): void => void act('teams', 'closeDialog', { person });
  return (
    <div className="overlay" onKeyDown={({ key }) => (key === 'Escape' ? close() : undefined)}>
      <div className="modal" role="dialog" aria-modal="true" aria-label={dialog.title} ref={box} tabIndex={-1}>
        <header>
          <h3>{dialog.title}</h3>
          <button type="button" className="close" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        <div className="body">
          {dialog.card === undefined ? (
            <p>{dialog.message}</p>
          ) : (
            <AdaptiveCardView
              card={dialog.card}
              theme={theme}
              onAct={(action, values) => void act('teams', 'submitDialog', { person, action, values })}
              onSuggest={async (field, text, values) =>
                ((await act('teams', 'suggest', { person, field, text, values })) ?? []) as readonly Suggestion[]
              }
            />
          )}
        </div>
      </div>
    </div>
  );
}
