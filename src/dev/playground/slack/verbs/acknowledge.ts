/** What the bot's acknowledgement of a submission does to the modal. */
import { inputsOf } from '../inputs';
import type { Delivery, Piece } from '../peer';
import { Refusal } from '../refusal';
import { viewOf, type Ground } from '../web-api/method';
import type { Window, Windows } from '../windows';

/** What Slack's client says when the bot answers nothing that it understands. */
const trouble = 'We had some trouble connecting. Try again?';

export function acknowledge({ windows }: Ground, person: string, { status, body }: Delivery): void {
  try {
    if (status !== 200) throw new Refusal('http_error');
    apply(windows, person, typeof body === 'object' && body !== null ? (body as Piece) : {});
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    windows.change(person, { trouble: [trouble, ...error.messages].join('\n') });
  }
}

type Act = (windows: Windows, person: string, said: Piece) => void;

const acts: Readonly<Record<string, Act>> = {
  '': (windows, person) => windows.close(person),
  clear: (windows, person) => windows.close(person, true),
  errors: (windows, person, said) => windows.change(person, { errors: errorsOf(said, windows.top(person)) }),
  push: (windows, person, said) => windows.push(person, viewOf(said)),
  update: (windows, person, said) => windows.replace(windows.top(person)?.id ?? '', viewOf(said)),
};

function apply(windows: Windows, person: string, said: Piece): void {
  const { response_action: action = '' } = said as { readonly response_action?: string };
  const act = acts[action];
  if (act === undefined) throw new Refusal('invalid_response_action');
  act(windows, person, said);
}

/** Errors stand at input blocks of this very view, at nothing else. */
function errorsOf({ errors }: Piece, window: Window | undefined): Readonly<Record<string, string>> {
  const wanted = (errors ?? {}) as Readonly<Record<string, string>>;
  const blocks = window === undefined ? [] : inputsOf(window.view).map(({ block }) => block);
  if (!Object.keys(wanted).every((block) => blocks.includes(block))) throw new Refusal('invalid_errors');
  return wanted;
}
