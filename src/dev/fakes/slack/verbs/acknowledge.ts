/** What the bot's acknowledgement of a submission does to the modal. */
import { inputsOf } from '../inputs';
import type { SlackDelivery, SlackJson } from '../fake-slack';
import { SlackApiError } from '../refusal';
import { parseView, type FakeSlackContext } from '../web-api/method';
import type { OpenView, OpenModals } from '../modals';

/** What Slack's client says when the bot answers nothing that it understands. */
const connectionTrouble = 'We had some trouble connecting. Try again?';

export function applyAcknowledgement(
  { modals }: FakeSlackContext,
  person: string,
  { status, body }: SlackDelivery,
): void {
  try {
    if (status !== 200) throw new SlackApiError('http_error');
    applyResponseAction(modals, person, typeof body === 'object' && body !== null ? (body as SlackJson) : {});
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    modals.change(person, { trouble: [connectionTrouble, ...error.messages].join('\n') });
  }
}

type ResponseAction = (modals: OpenModals, person: string, response: SlackJson) => void;

const responseActions: Readonly<Record<string, ResponseAction>> = {
  '': (modals, person) => modals.close(person),
  clear: (modals, person) => modals.close(person, true),
  errors: (modals, person, response) => modals.change(person, { errors: acceptedErrors(response, modals.top(person)) }),
  push: (modals, person, response) => modals.push(person, parseView(response)),
  update: (modals, person, response) => modals.replace(modals.top(person)?.id ?? '', parseView(response)),
};

function applyResponseAction(modals: OpenModals, person: string, response: SlackJson): void {
  const { response_action: action = '' } = response as { readonly response_action?: string };
  const run = responseActions[action];
  if (run === undefined) throw new SlackApiError('invalid_response_action');
  run(modals, person, response);
}

/** Errors stand at input blocks of this very view, at nothing else. */
function acceptedErrors({ errors }: SlackJson, modal: OpenView | undefined): Readonly<Record<string, string>> {
  const errorsByBlock = (errors ?? {}) as Readonly<Record<string, string>>;
  const blocks = modal === undefined ? [] : inputsOf(modal.view).map(({ block }) => block);
  if (!Object.keys(errorsByBlock).every((block) => blocks.includes(block))) throw new SlackApiError('invalid_errors');
  return errorsByBlock;
}
