/** What happens in a modal: it opens while the answer is prepared, then shows the form or the answer. */
import type { InvalidForm } from '../../../core/bot';
import type { Logger } from '../../../core/log';
import type { Reply, View } from '../../../core/reply';
import type { SlackRenderer } from '../render/draw';
import type { Delivery } from '../outbound/deliver';
import { toLogFields, slackErrorCode } from '../outbound/errors';
import { formOfferView } from '../render/tokens';
import { hasNoConversation, type Origin } from '../outbound/origin';
import type { ModalView, SlackApis } from '../outbound/slack-api';

export interface OpenModal {
  readonly id: string;
  readonly title: string;
  readonly origin: Origin;
}

/** Nothing here rejects. */
export interface Modals {
  /** Opens a modal on the press or word that owns this trigger, and shows there what the work comes to. */
  openForReply(work: Promise<Reply>, at: { trigger: string; title: string; origin: Origin }): Promise<void>;
  /** Shows a result in a modal that is open. */
  showResult(modal: OpenModal, result: Reply | InvalidForm): Promise<void>;
  /** Opens a form straight away, for an answer that nobody expected to be one. */
  openForm(trigger: string, reply: Extract<Reply, { kind: 'form' }>, origin: Origin): Promise<void>;
}

interface ModalsDeps {
  readonly slackApis: SlackApis;
  readonly renderer: SlackRenderer;
  readonly delivery: Delivery;
  readonly log: Logger;
}

export function createModals({ slackApis, renderer, delivery, log }: ModalsDeps): Modals {
  async function tryOpen(trigger: string, view: ModalView): Promise<string | undefined> {
    try {
      return await slackApis.interactive.openModal(trigger, view);
    } catch (error) {
      log.error(toLogFields(error), 'Slack opens no modal');
      return undefined;
    }
  }
  /** False when the person closed it meanwhile: the result must then find another way. */
  async function tryUpdate(id: string, view: ModalView): Promise<boolean> {
    try {
      await slackApis.reply.updateModal(id, view);
      return true;
    } catch (error) {
      if (slackErrorCode(error) !== 'not_found') log.error(toLogFields(error), 'Slack does not update the modal');
      return false;
    }
  }
  const showPage = async ({ id, title, origin }: OpenModal, view: View): Promise<void> => {
    if (!(await tryUpdate(id, renderer.page(title, view, origin)))) await delivery.showToAsker(origin, view);
  };
  async function showResult(modal: OpenModal, result: Reply | InvalidForm): Promise<void> {
    const { id, title, origin } = modal;
    const pageView = viewForModal(result, origin);
    if (pageView !== undefined) return showPage(modal, pageView);
    if (result.kind === 'form' || result.kind === 'invalid') {
      const isOpen = await tryUpdate(id, renderer.form(result.form, origin));
      if (!isOpen && result.kind === 'invalid') await delivery.showToAsker(origin, notSavedView(result));
      return;
    }
    await delivery.reply(origin, result);
    await tryUpdate(id, renderer.waiting(title, 'done', origin));
  }

  return {
    showResult,

    async openForReply(work, { trigger, title, origin }) {
      const id = await tryOpen(trigger, renderer.waiting(title, 'loading', origin));
      const reply = await work;
      if (id !== undefined) await showResult({ id, title, origin }, reply);
      else if (reply.kind === 'form') await delivery.showToAsker(origin, formOfferView(reply.form));
      else await delivery.reply(origin, reply);
    },

    async openForm(trigger, { form }, origin) {
      const id = await tryOpen(trigger, renderer.form(form, origin));
      if (id === undefined) await delivery.showToAsker(origin, formOfferView(form));
    },
  };
}

/**
 * What belongs in the modal itself: an answer for the asker alone, and the fresh card where there is no conversation. Who
 * came from Home or a menu looks at the modal: a direct message would reach them in another place, with a notification.
 */
export function viewForModal(result: Reply | InvalidForm, origin: Origin): View | undefined {
  if (result.kind === 'show') return result.to === 'asker' ? result.view : undefined;
  return result.kind === 'replace' && hasNoConversation(origin) ? result.view : undefined;
}

/** The person closed the modal while it was saving: what was wrong, and what they wrote, must still reach them. */
function notSavedView({ form }: InvalidForm): View {
  const wrong = Object.entries(form.errors).map(([id, error]) => `${fieldLabel(form, id)}: ${error}`);
  const problems = [form.problem, ...wrong].filter((part) => part !== '');
  const say = ['This was not saved.', ...(problems.length > 0 ? problems : form.cautions)].join(' ');
  const typedTexts = form.fields.flatMap(({ type, id }) =>
    type === 'text' && form.values[id] ? [form.values[id]] : [],
  );
  const model = { title: form.title, say, next: '', reference: '', typed: typedTexts.map((text) => ({ text })) };
  return { card: 'problem', model, text: `${form.title}. ${say}` };
}
const fieldLabel = (form: InvalidForm['form'], id: string): string =>
  form.fields.find((field) => field.id === id)?.label ?? id;
