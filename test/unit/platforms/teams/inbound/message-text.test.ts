import {
  htmlToText,
  parseActivityText,
  parseMessagePayload,
} from '../../../../../src/platforms/teams/inbound/message-text';
import { anActivity } from '../../../../support/teams-activity';

const bot = { type: 'mention', text: '<at>Opportunities</at>', mentioned: { id: '28:bot' } };

describe('The words of a message', () => {
  it('are what was typed, with the characters that Teams escapes', () => {
    expect(
      parseActivityText(anActivity({ text: ' list amount:&gt;10k company:&quot;R&amp;D&quot;&nbsp;&#39;x&#x27; ' })),
    ).toBe('list amount:>10k company:"R&D" \'x\'');
  });

  it('are unescaped once: who types &lt; means &lt;', () => {
    expect(parseActivityText(anActivity({ text: 'acme &amp;lt; &unheard; &#9999999;' }))).toBe(
      'acme &lt; &unheard; \ufffd',
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

describe('A message that somebody points at', () => {
  const keep = (content: string, contentType = 'html') =>
    parseMessagePayload({
      commandId: 'keep',
      messagePayload: { body: { contentType, content }, from: { user: { displayName: 'Dana Reyes' } } },
    });

  it('is what was typed, line by line, its emoji with their words', () => {
    const html =
      '<div><p>Hi <at id="0">Sam</at>,&nbsp; R&amp;D says <b>yes</b> <img alt="\u{1f642}" itemid="smile"></p>\n<p>Two\n  lines<br>here</p></div>';
    expect(htmlToText(html)).toBe('Hi Sam,  R&D says yes \u{1f642}\nTwo lines\nhere');
  });

  it('keeps its lists, rows and headings on lines of their own', () => {
    const html =
      '<h1>Next</h1><ul><li>call</li><li>write &lt;b&gt;</li></ul><table><tr><td>a</td></tr><tr><td>b</td></tr></table>';
    expect(htmlToText(html)).toBe('Next\n\n- call\n- write <b>\na\nb');
  });

  it('has at most one empty line between two others', () => {
    expect(htmlToText('<p>one</p><p></p><p>&nbsp;</p><p></p><p>two</p>')).toBe('one\n\ntwo');
  });

  it('is left as it is where it is no HTML', () => {
    expect(keep(' a <b> &amp; c ', 'text')).toEqual({ text: 'a <b> &amp; c', author: 'Dana Reyes' });
    expect(keep('<p>a &amp; c</p>')).toEqual({ text: 'a & c', author: 'Dana Reyes' });
    expect(parseMessagePayload({ commandId: 'other' })).toBeUndefined();
  });
});
