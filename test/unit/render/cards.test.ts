import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCards } from '../../../src/render/cards';
import { md, mrkdwn } from '../../../src/render/escapes';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder with one Slack template called `it`. */
function withTemplate(template: object) {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  folders.push(folder);
  mkdirSync(join(folder, 'slack'));
  writeFileSync(join(folder, 'slack', 'it.json'), JSON.stringify(template));
  return loadCards('slack', ({ id }) => ({ actionId: id }), folder);
}

describe('A card is drawn from its template', () => {
  it('refuses a model that lacks a name, instead of showing the name', () => {
    expect(() => withTemplate({ text: '${title}' }).render('it', {})).toThrow('The model has no "title".');
    expect(() => withTemplate({ text: 'a ${mrkdwn(title)}' }).render('it', {})).toThrow('could not be filled in');
  });

  it('shows what people wrote as it is, even when it looks like a template', () => {
    const drawn = withTemplate({ text: '${mrkdwn(title)}' }).render('it', { title: '${secret} `x` "y" $ {z}' });
    expect(drawn).toEqual({ text: '${secret} ˋxˋ "y" $ {z}' });
  });

  it('leaves out what is absent: Slack refuses nulls and empty texts', () => {
    const template = { a: { $when: '${shown}', b: 1 }, list: [{ $when: '${shown}', c: 1 }], style: '${style}' };
    expect(withTemplate(template).render('it', { shown: false, style: '' })).toEqual({ list: [] });
  });

  it('keeps the rows of a table apart', () => {
    const template = { rows: [{ $row: [{ t: 'head' }] }, { $data: '${rows}', $row: [{ t: '${name}' }, { t: 'x' }] }] };
    expect(withTemplate(template).render('it', { rows: [{ name: 'a' }, { name: 'b' }] })).toEqual({
      rows: [[{ t: 'head' }], [{ t: 'a' }, { t: 'x' }], [{ t: 'b' }, { t: 'x' }]],
    });
  });

  it('puts a button’s token in the platform’s own words', () => {
    const model = { go: { label: 'Go', token: { id: 'opportunity.show', v: 1, p: { id: 5 } } } };
    expect(withTemplate({ action_id: '${go.actionId}' }).render('it', model)).toEqual({
      action_id: 'opportunity.show',
    });
  });
});

describe('What turns the direction of a text', () => {
  const turned = '\u202eexe.gpj\u202c \u2067x\u2069\u200f\u061c';
  it('is on no card, in plain fields neither', () => {
    expect([mrkdwn(turned), md(turned)]).toEqual(['exe.gpj x', 'exe.gpj x']);
    const drawn = withTemplate({ type: 'plain_text', text: '${title}' }).render('it', { title: turned });
    expect(drawn).toEqual({ type: 'plain_text', text: 'exe.gpj x' });
  });
  it('is left in what is typed again, and Arabic and Hebrew are left alone', () => {
    const drawn = withTemplate({ initial_value: '${title}' }).render('it', { title: turned });
    expect(drawn).toEqual({ initial_value: turned });
    for (const text of ['שלום עולם', 'مرحبا بالعالم 12']) expect([mrkdwn(text), md(text)]).toEqual([text, text]);
  });
});

describe('What people wrote is data', () => {
  test.each([
    ['<!channel> & <https://evil.example|click>', '&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;'],
    ['<@U123>', '&lt;@U123&gt;'],
    ['*bold* _it_ ~x~ `c`', '∗bold∗ ˍitˍ ∼x∼ ˋcˋ'],
    ['snake_case 10:30 & 5 > 3', 'snake_case 10:30 &amp; 5 &gt; 3'],
    ['> quoted', '\u200b&gt; quoted'],
    ['on :fire: at 10:30', 'on ꞉fire: at 10:30'],
  ])('on Slack %j pings nobody and links nowhere', (text, safe) => {
    expect(mrkdwn(text)).toBe(safe);
  });

  test.each([
    ['[click](https://evil.example)', '\\[click\\](https://evil.example)'],
    ['**bold** _it_ ~x~ `c`', '\\*\\*bold\\*\\* \\_it\\_ \\~x\\~ \\`c\\`'],
    ['- item\n1. first\n# head', '\\- item\n1\\. first\n\\# head'],
    ['<at>Everyone</at>', '\\<at\\>Everyone\\</at\\>'],
    ['a-b 10.5 (x)', 'a-b 10.5 (x)'],
    ['{{DATE(2026-01-01T00:00:00Z)}}', '{\u200b{DATE(2026-01-01T00:00:00Z)}}'],
  ])('on Teams %j stays the characters that were typed', (text, safe) => {
    expect(md(text)).toBe(safe);
  });
});
