/** Several choices and times of day in a form, on both platforms: what stands there, and what comes back. */
import type { Field } from '../../src/core/forms/form-view';
import { complaintsAboutView } from '../../src/dev/fakes/slack/schema';
import { complaintsAboutCard } from '../../src/dev/fakes/teams/card-check';
import { aForm } from '../support/a-form';
import { nodesIn } from '../support/chat';
import { startSlackBot } from '../support/slack-bot';
import { firstAction, createSalesChannel } from '../support/teams-deal';
import { startTeamsBot } from '../support/teams-bot';

const numbered = (count: number) =>
  Array.from({ length: count }, (_unused, index) => ({
    value: String(index + 1),
    label: `Entry ${String(index + 1)}`,
  }));
const fields: readonly Field[] = [
  { id: 'days', label: 'Days', type: 'choices', required: true, options: numbered(7) },
  { id: 'stages', label: 'Stages', type: 'choices', required: false, options: numbered(40) },
  { id: 'time', label: 'Time', type: 'time', required: true },
  { id: 'quiet', label: 'Skip quiet days', type: 'toggle', required: false },
];
const form = aForm({
  key: { id: 'digest.settings', v: 1, state: null, opening: 'o-2' },
  title: 'Digest',
  submit: 'Save',
  fields,
  values: { days: '1,2,5', time: '08:30', quiet: 'true' },
});

describe('On Slack', () => {
  it('a few choices are boxes, many are a menu, and all come back as they were chosen', async () => {
    const slack = await startSlackBot();
    slack.bot.script({
      formTitleForCommand: () => 'Digest',
      command: () => Promise.resolve({ kind: 'form', form }),
    });
    await slack.peer.say({ person: 'sam', channel: 'sales', text: '/opp digest' });
    const { view } = await slack.peer.until(() => {
      const modal = slack.modal('sam');
      return JSON.stringify(modal ?? '').includes('Stages') ? modal : undefined;
    });
    expect(complaintsAboutView(view)).toEqual([]);
    const elements = nodesIn(view).flatMap(({ type, element }) =>
      type === 'input' ? nodesIn(element).slice(0, 1) : [],
    );
    expect(elements.map(({ type }) => type)).toEqual(['checkboxes', 'multi_static_select', 'timepicker', 'checkboxes']);
    await slack.peer.submit({ person: 'sam', values: { stages: '40,2', time: '17:05', quiet: '' } });
    expect(slack.bot.calls.at(-1)?.raw).toEqual({ days: '1,2,5', stages: '2,40', time: '17:05' });
    await slack.stop();
  });
});

describe('On Teams', () => {
  it('all come back as they were chosen', async () => {
    const teams = await startTeamsBot();
    const room = createSalesChannel(teams);
    const message = await room.showDeal({ kind: 'form', form });
    await room.press(message, firstAction(message.card, 'Action.Submit'));
    const card = teams.peer.state().dialogs['sam']?.card ?? {};
    expect(complaintsAboutCard(card)).toEqual([]);
    const inputs = nodesIn(card).filter(({ type }) => String(type).startsWith('Input.'));
    expect(inputs.map(({ value }) => value)).toEqual(['1,2,5', undefined, '08:30', 'true']);
    expect(inputs.map(({ isMultiSelect }) => isMultiSelect === true)).toEqual([true, true, false, false]);
    await teams.peer.submitDialog({ person: 'sam', values: { stages: '2,40', time: '17:05', quiet: 'toggle:off' } });
    expect(teams.bot.calls.at(-1)?.raw).toEqual({ days: '1,2,5', stages: '2,40', time: '17:05' });
    await teams.stop();
  });
});
