import { toInteraction, parseActivityText } from '../../../../../src/platforms/teams/inbound/interaction';
import { toPerson } from '../../../../../src/platforms/teams/identity/people';
import { anActivity, inChannel } from '../../../../support/teams-activity';

const bot = { type: 'mention', text: '<at>Opportunities</at>', mentioned: { id: '28:bot' } };

describe('The words of a message', () => {
  it('are what was typed, with the characters that Teams escapes', () => {
    expect(
      parseActivityText(anActivity({ text: ' list amount:&gt;10k company:&quot;R&amp;D&quot;&nbsp;&#39;x&#x27; ' })),
    ).toBe('list amount:>10k company:"R&D" \'x\'');
  });

  it('are unescaped once: who types &lt; means &lt;', () => {
    expect(parseActivityText(anActivity({ text: 'acme &amp;lt; &unheard; &#9999999;' }))).toBe(
      'acme &lt; &unheard; &#9999999;',
    );
  });

  it('lack the mention that a channel asks for, wherever it stands', () => {
    const entities = [bot];
    expect(parseActivityText(anActivity({ text: '<at>Opportunities</at> win 7\n', entities }))).toBe('win 7');
    expect(parseActivityText(anActivity({ text: 'win 7 <at>Opportunities</at>', entities }))).toBe('win 7');
    expect(parseActivityText(anActivity({ text: '<at>Opportunities</at>', entities }))).toBe('');
  });

  it('keep the names of other people', () => {
    const entities = [bot, { type: 'mention', text: '<at>Dana Reyes</at>', mentioned: { id: '29:dana' } }];
    const text = '<at>Opportunities</at> list owner:<at id="1">Dana Reyes</at>';
    expect(parseActivityText(anActivity({ text, entities }))).toBe('list owner:Dana Reyes');
  });

  it('lose the slash of a slash command, and only of that', () => {
    expect(parseActivityText(anActivity({ text: '/win 7', recipient: { id: '28:bot', isTargeted: true } }))).toBe(
      'win 7',
    );
    expect(parseActivityText(anActivity({ text: '/win 7' }))).toBe('/win 7');
  });
});

describe('An arrival', () => {
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
