import { toInteraction } from '../../../../../src/platforms/teams/inbound/interaction';
import { toPerson } from '../../../../../src/platforms/teams/identity/people';
import { anActivity, inChannel } from '../../../../support/teams-activity';

describe('An interaction', () => {
  const who = (activity: ReturnType<typeof anActivity>) => toInteraction(activity, toPerson(activity));

  it('tells how to talk to the bot in this chat', () => {
    expect(who(anActivity({})).prefix).toBe('');
    expect(who(anActivity(inChannel)).prefix).toBe('@Opportunities ');
  });

  it('has the same id when it is delivered twice, and another one in another conversation', () => {
    expect(who(anActivity({})).id).toBe(who(anActivity({})).id);
    expect(who(anActivity(inChannel)).id).not.toBe(who(anActivity({})).id);
  });

  it('names the card that was pressed, under the post where it hangs', () => {
    const { card } = toInteraction(anActivity(inChannel), toPerson(anActivity(inChannel)), '1772');
    expect(card).toEqual({
      message: '1772',
      place: { platform: 'teams', tenant: 'home', conversation: '19:sales', thread: '1771', kind: 'channel' },
    });
  });

  it('is automatic only when the client says so', () => {
    expect(who(anActivity({ value: { trigger: 'automatic' } })).isAutoRefresh).toBe(true);
    expect(who(anActivity({ value: { trigger: 'manual' } })).isAutoRefresh).toBe(false);
    expect(who(anActivity({})).isAutoRefresh).toBe(false);
  });
});
