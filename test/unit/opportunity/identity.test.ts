import { readOpportunityId } from '../../../src/opportunity/identity';

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
    expect(readOpportunityId(word)).toBe(id);
  });

  test.each(['acme', '', '0', '12a', '#', '1e9', '99999999999999999999', 'https://example.com/?TicketID=3'])(
    '%j is a word to search for',
    (word) => {
      expect(readOpportunityId(word)).toBeUndefined();
    },
  );
});
