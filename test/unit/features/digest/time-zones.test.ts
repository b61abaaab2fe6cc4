/** Every time zone can be chosen in the digest's form, as both platforms send a choice back. */
import type { ViewOutput } from '@slack/bolt';
import type { Field } from '../../../../src/core/forms/form-view';
import { resolveLookups } from '../../../../src/core/forms/lookups';
import { nextRun } from '../../../../src/core/schedule';
import { parseDigestSchedule } from '../../../../src/features/digest/form';
import { zoneChoices, zoneLabel } from '../../../../src/features/digest/schedule';
import { parseViewState } from '../../../../src/platforms/slack/inbound/forms';
import { parseInputs } from '../../../../src/platforms/teams/render/tokens';

const field: Field = { id: 'timezone', label: 'Time zone', type: 'lookup', minimum: 1, required: true };
const zones = Intl.supportedValuesOf('timeZone');

type State = ViewOutput['state']['values'];
const onSlack = (zone: string) =>
  parseViewState({
    timezone: {
      timezone: {
        type: 'external_select',
        selected_option: { value: zone, text: { type: 'plain_text', text: zoneLabel(zone) } },
      },
    },
  } as unknown as State);
/** A submission of Teams brings the value alone; the words are known where this process offered it. */
const onTeams = (zone: string) => ({ values: parseInputs({ timezone: zone }) });
const onTeamsOffered = (zone: string) => ({ ...onTeams(zone), labels: { timezone: zoneLabel(zone) } });

describe.each([
  ['Slack', onSlack],
  ['Teams', onTeamsOffered],
  ['Teams, after a restart', onTeams],
])('On %s', (_platform, sent) => {
  it('every zone that there is can be chosen, and a digest comes there', async () => {
    expect(zones.length).toBeGreaterThan(400);
    for (const zone of zones) {
      const { submission, errors } = await resolveLookups([field], sent(zone), ({ typed }) =>
        Promise.resolve(zoneChoices(typed)),
      );
      expect([zone, errors, submission.values]).toEqual([zone, {}, { timezone: zone }]);
      const schedule = parseDigestSchedule({ days: '1', time: '08:00', ...submission.values });
      expect([zone, schedule]).toEqual([zone, { days: [1], time: '08:00', timezone: zone }]);
    }
  });

  it.each(['US/Eastern', 'Asia/Calcutta', 'Asia/Kolkata', 'Europe/Kiev', 'Europe/Kyiv', 'UTC', 'Etc/GMT+11'])(
    'the zone of a profile, %s, stays what it is',
    async (zone) => {
      const { submission, errors } = await resolveLookups([field], sent(zone), ({ typed }) =>
        Promise.resolve(zoneChoices(typed)),
      );
      expect([errors, submission.values]).toEqual([{}, { timezone: zone }]);
      const run = nextRun({ days: [1], time: '08:00', timezone: zone }, new Date('2026-11-24T12:00:00Z'));
      expect(run).toBeInstanceOf(Date);
    },
  );
});

it.each([
  ['new york', 'America/New_York'],
  ['America/New York', 'America/New_York'],
  ['los_angeles', 'America/Los_Angeles'],
  ['kolkata', 'Asia/Kolkata'],
  ['kyiv', 'Europe/Kyiv'],
  ['utc', 'UTC'],
  ['US/Pacific', 'US/Pacific'],
])('the words "%s" find %s', (typed, zone) => {
  expect(zoneChoices(typed).map(({ value }) => value)).toEqual([zone]);
});

it('what is no zone finds none', () => {
  expect(zoneChoices('Atlantis')).toEqual([]);
});
