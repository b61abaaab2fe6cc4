import { parseOpportunityId } from '../../../src/opportunity/identity';

const shell = 'https://ww14.autotask.net/AutotaskOnyx/LandingPage?view=opportunity&view-data=';
const inner = 'https://ww14.autotask.net/Mvc/CRM/OpportunityDetail.mvc?opportunityId=29681234&workspace=false';
const packed = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64');

describe('What stands in the address bar of the current interface names an opportunity', () => {
  test.each([
    ['as it is copied', shell + encodeURIComponent(packed({ url: inner }))],
    ['without any encoding', shell + packed({ url: inner })],
    ['encoded twice', shell + encodeURIComponent(encodeURIComponent(packed({ url: inner })))],
    ['without padding', shell + packed({ url: inner }).replace(/=+$/, '')],
    ['in the other alphabet', shell + Buffer.from(JSON.stringify({ url: `${inner}&x=ûÿ` })).toString('base64url')],
    ['with more behind it', `${shell}${encodeURIComponent(packed({ url: inner }))}&restoreworkspacekey=`],
    ['with a page of the same host', shell + packed({ url: '/Mvc/CRM/OpportunityDetail.mvc?opportunityId=29681234' })],
    ['with the number itself', shell + packed({ opportunityId: 29681234 })],
    ['in other capitals', `${shell.toUpperCase().replace('HTTPS', 'https')}${packed({ url: inner })}`],
  ])('%s', (_how, link) => {
    expect(parseOpportunityId(link)).toBe(29681234);
  });

  test.each([
    ['another host inside', shell + packed({ url: inner.replace('ww14.autotask.net', 'evil.example') })],
    ['a host inside that ends alike', shell + packed({ url: inner.replace('ww14.autotask', 'evilautotask') })],
    ['a host inside without a scheme', shell + packed({ url: '//evil.example/?opportunityId=29681234' })],
    ['another host outside', (shell + packed({ url: inner })).replace('ww14.autotask.net', 'evil.example')],
    ['no encryption', (shell + packed({ url: inner })).replace('https', 'http')],
    ['no JSON', shell + Buffer.from(inner).toString('base64')],
    ['no object', shell + packed(null)],
    ['an address that is none', shell + packed({ url: 7 })],
    ['a number that is none', shell + packed({ opportunityId: { a: 1 } })],
    ['nothing', shell],
    ['half an escape', `${shell}%E0%A4%A`],
    ['another page', shell + packed({ url: 'https://ww14.autotask.net/home/timeEntry/wrkEntryFrames.asp' })],
    ['more than an address bar holds', shell + packed({ url: `${inner}&x=${'x'.repeat(20_000)}` })],
  ])('but not with %s', (_how, link) => {
    expect(parseOpportunityId(link)).toBeUndefined();
  });
});

describe('An opportunity is named by number or link', () => {
  test.each([
    ['29681234', 29681234],
    ['#29681234', 29681234],
    [
      'https://ww14.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=29681234',
      29681234,
    ],
    ['https://ww3.autotask.net/x?opportunityId=5&a=1', 5],
  ])('%s', (word, id) => {
    expect(parseOpportunityId(word)).toBe(id);
  });

  test.each(['acme', '', '0', '12a', '#', '1e9', '99999999999999999999', 'https://example.com/?TicketID=3'])(
    '%j is a word to search for',
    (word) => {
      expect(parseOpportunityId(word)).toBeUndefined();
    },
  );
});
