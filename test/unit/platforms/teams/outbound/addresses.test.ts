import {
  conversationIdOf,
  isFromTenant,
  isTrustedServiceUrl,
  toConversation,
  rosterIdOf,
} from '../../../../../src/platforms/teams/outbound/addresses';
import { parseIncomingActivity } from '../../../../../src/platforms/teams/inbound/incoming';
import { anActivity, inChannel } from '../../../../support/teams-activity';

describe('A place in Teams', () => {
  it('leads back to the conversation, post and all', () => {
    expect(conversationIdOf(toConversation(anActivity(inChannel)))).toBe('19:sales;messageid=1771');
    expect(conversationIdOf(toConversation(anActivity({})))).toBe('a:sam');
  });

  it('of an unknown kind is taken for one where others listen', () => {
    expect(toConversation(anActivity({ conversation: { id: 'x', tenantId: 'home' } })).kind).toBe('group');
  });

  it('has its people in the team’s roster, or in its own', () => {
    expect(rosterIdOf(anActivity(inChannel))).toBe('19:team');
    expect(rosterIdOf(anActivity({}))).toBe('a:sam');
  });
});

describe('A tenant', () => {
  it('must be the one that is served, wherever it is named', () => {
    expect(isFromTenant(anActivity({}), 'home')).toBe(true);
    expect(isFromTenant(anActivity({}), 'HOME')).toBe(true);
    expect(isFromTenant(anActivity({ conversation: { id: 'a', tenantId: 'Home' } }), 'hOME')).toBe(true);
    expect(isFromTenant(anActivity({ channelData: { tenant: { id: 'other' } } }), 'home')).toBe(false);
    expect(isFromTenant(anActivity({ conversation: { id: 'a', tenantId: 'other' } }), 'home')).toBe(false);
    expect(isFromTenant(anActivity({ conversation: { id: 'a' }, channelData: {} }), 'home')).toBe(false);
  });
});

describe('A connector is trusted', () => {
  it.each([
    'https://smba.trafficmanager.net/emea/',
    'https://europe.api.botframework.com/',
    'https://smba.infra.gcc.teams.microsoft.com/gcc',
  ])('when it is Microsoft’s: %s', (url) => {
    expect(isTrustedServiceUrl(url, false)).toBe(true);
  });

  it.each([
    'http://smba.trafficmanager.net/emea/',
    'https://evil.trafficmanager.net/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evilbotframework.com/',
    'https://smba.trafficmanager.net@evil.example/',
    'http://127.0.0.1:3978/',
    'nonsense',
  ])('never when it is not: %s', (url) => {
    expect(isTrustedServiceUrl(url, false)).toBe(false);
  });

  it('on this machine only where that was allowed', () => {
    for (const url of ['http://127.0.0.1:1/', 'http://localhost:1/', 'http://[::1]:1/']) {
      expect([isTrustedServiceUrl(url, true), isTrustedServiceUrl(url, false)]).toEqual([true, false]);
    }
  });
});

it('What is no activity of Teams is recognised as such', () => {
  for (const body of [undefined, null, [], 'x', {}, { type: 'message' }, { ...anActivity({}), channelId: 'webchat' }]) {
    expect(parseIncomingActivity(body)).toBeUndefined();
  }
});
