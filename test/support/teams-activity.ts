/** An activity as Teams sends it, of Sam in the personal chat unless said otherwise. */
import { parseIncomingActivity, type IncomingActivity } from '../../src/platforms/teams/inbound/incoming';

export function anActivity(changes: Readonly<Record<string, unknown>>): IncomingActivity {
  const activity = parseIncomingActivity({
    type: 'message',
    id: '1770',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    conversation: { id: 'a:sam', conversationType: 'personal', tenantId: 'home' },
    from: { id: '29:sam', name: 'Sam' },
    recipient: { id: '28:bot', name: 'Opportunities' },
    channelData: { tenant: { id: 'home' } },
    ...changes,
  });
  if (activity === undefined) throw new Error('That is no activity.');
  return activity;
}

export const inChannel = {
  conversation: { id: '19:sales;messageid=1771', conversationType: 'channel', tenantId: 'home' },
  channelData: { tenant: { id: 'home' }, team: { id: '19:team' } },
};
