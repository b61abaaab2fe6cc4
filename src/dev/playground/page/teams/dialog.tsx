/** The Teams dialog in front of a person: a card, or a message where there is none. */
import type { TeamsDialog } from '../../../fakes/teams/shown';
import { Dialog, DialogHead } from '../dialog';
import type { Theme } from '../theme';
import { useAct } from '../failure-notice';
import { AdaptiveCardView } from './card';
import type { Suggestion } from './lookup';

interface DialogProps {
  readonly dialog: TeamsDialog;
  readonly person: string;
  readonly theme: Theme;
}

export function TeamsDialogView({ dialog, person, theme }: DialogProps) {
  const act = useAct();
  const close = (): void => void act('teams', 'closeDialog', { person });
  return (
    <Dialog title={dialog.title} id={dialog.title} onClose={close}>
      <DialogHead title={dialog.title} onClose={close} />
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
    </Dialog>
  );
}
