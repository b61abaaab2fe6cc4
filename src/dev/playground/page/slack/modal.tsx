/** The modal in front of a person: its fields, what is wrong with them, submit and cancel. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Piece, SlackModal } from '../../slack/peer';
import type { Theme } from '../theme';
import { useAct } from '../trouble';
import { Blocks } from './blocks';
import { FieldView, initialOf } from './field';

interface ModalProps {
  readonly modal: SlackModal;
  readonly person: string;
  readonly theme: Theme;
}

export function SlackModalView({ modal, person, theme }: ModalProps) {
  const act = useAct();
  const { view } = modal;
  const blocks = view['blocks'] as readonly Piece[];
  const inputs = blocks.filter(({ type }) => type === 'input');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), [modal.id]);
  const values = Object.fromEntries(
    inputs.map((input) => {
      const id = String(input['block_id']);
      return [id, typed[id] ?? modal.typed[id] ?? initialOf(input)] as const;
    }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await act('slack', 'submit', { person, values });
    setBusy(false);
  };
  const close = (): void => void act('slack', 'close', { person });
  return (
    <div className="overlay" onKeyDown={({ key }) => (key === 'Escape' ? close() : undefined)}>
      <div
        className="modal"
        role="dialog"
        aria-modal="true"
        aria-label={titleOf(view, 'title')}
        ref={dialog}
        tabIndex={-1}
      >
        <form onSubmit={(event) => void submit(event)}>
          <header>
            <h3>{titleOf(view, 'title')}</h3>
            <button type="button" className="close" aria-label="Close" onClick={close}>
              ×
            </button>
          </header>
          <div className="body">
            <div id="slack_blocks_to_jsx" className="slack_blocks_to_jsx styles_enabled" data-theme={theme}>
              {modal.trouble === '' ? null : <p className="error">{modal.trouble}</p>}
              {blocks.map((block) =>
                block['type'] === 'input' ? (
                  <FieldView
                    key={String(block['block_id'])}
                    input={block}
                    person={person}
                    value={values[String(block['block_id'])] ?? ''}
                    error={modal.errors[String(block['block_id'])]}
                    onType={(value) => setTyped((before) => ({ ...before, [String(block['block_id'])]: value }))}
                  />
                ) : (
                  <Blocks
                    key={String(block['block_id'])}
                    blocks={[block]}
                    theme={theme}
                    onPress={(pressed) => void act('slack', 'pressInModal', { person, ...pressed })}
                  />
                ),
              )}
            </div>
          </div>
          <footer>
            <button type="button" className="button" onClick={close}>
              {titleOf(view, 'close') || 'Close'}
            </button>
            {view['submit'] === undefined ? null : (
              <button type="submit" className="button primary filled" disabled={busy}>
                {titleOf(view, 'submit')}
              </button>
            )}
          </footer>
        </form>
      </div>
    </div>
  );
}

const titleOf = (view: Piece, part: string): string => String((view[part] as Piece | undefined)?.['text'] ?? '');
