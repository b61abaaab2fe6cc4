/** The modal in front of a person: its fields with their errors, submit and cancel. */
import { useState, type FormEvent } from 'react';
import type { SlackJson, SlackModal } from '../../../fakes/slack/fake-slack';
import { Dialog, DialogHead } from '../dialog';
import type { Theme } from '../theme';
import { useAct } from '../failure-notice';
import { Blocks, textOf, stringOrEmpty, type BlockPress } from './blocks';
import { FieldView, initialOf } from './field';

interface ModalProps {
  readonly modal: SlackModal;
  readonly person: string;
  readonly theme: Theme;
}

export function SlackModalView({ modal, person, theme }: ModalProps) {
  const act = useAct();
  const { view } = modal;
  const [typed, setTyped] = useState<Values>({});
  const [busy, setBusy] = useState(false);
  const values = valuesOf(modal, typed);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await act('slack', 'submit', { person, values });
    setBusy(false);
  };
  const close = (): void => void act('slack', 'close', { person });
  const title = titleOf(view, 'title');
  return (
    <Dialog title={title} id={modal.id} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <DialogHead title={title} onClose={close} />
        <ModalBody
          {...{ modal, person, theme, values }}
          onType={(id, value) => setTyped((before) => ({ ...before, [id]: value }))}
        />
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
    </Dialog>
  );
}

interface BodyProps extends ModalProps {
  readonly values: Values;
  readonly onType: (id: string, value: string) => void;
}

function ModalBody({ modal, person, theme, values, onType }: BodyProps) {
  const act = useAct();
  return (
    <div className="body">
      <div id="slack_blocks_to_jsx" className="slack_blocks_to_jsx styles_enabled" data-theme={theme}>
        {modal.trouble === '' ? null : <p className="error">{modal.trouble}</p>}
        {blocksOf(modal).map((block) => {
          const id = idOf(block);
          if (block['type'] !== 'input') {
            const onPress = (press: BlockPress) => void act('slack', 'pressInModal', { person, ...press });
            return <Blocks key={id} blocks={[block]} theme={theme} onPress={onPress} />;
          }
          const fieldProps = { input: block, person, value: values[id] ?? '', error: modal.errors[id] };
          return <FieldView key={id} {...fieldProps} onType={(value) => onType(id, value)} />;
        })}
      </div>
    </div>
  );
}

type Values = Readonly<Record<string, string>>;
const idOf = (block: SlackJson): string => stringOrEmpty(block['block_id']);
const blocksOf = ({ view }: SlackModal): readonly SlackJson[] => view['blocks'] as readonly SlackJson[];
/** What was typed here, else what was typed before the bot changed the modal, else the bot's own value. */
function valuesOf(modal: SlackModal, typed: Values): Values {
  const inputs = blocksOf(modal).filter(({ type }) => type === 'input');
  return Object.fromEntries(
    inputs.map((input) => [idOf(input), typed[idOf(input)] ?? modal.typed[idOf(input)] ?? initialOf(input)]),
  );
}
const titleOf = (view: SlackJson, part: string): string => textOf({ text: view[part] });
