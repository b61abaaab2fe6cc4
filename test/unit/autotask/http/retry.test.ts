/** Whether a request is sent again is a decision that can be read off a table. */
import { defaultLimits } from '../../../../src/autotask/options';
import {
  decideRetry,
  mayHaveSucceeded,
  type AttemptResult,
  type RetryContext,
} from '../../../../src/autotask/http/retry';

const now = new Date('2026-03-10T12:00:00Z');
const limits = { ...defaultLimits, retries: 3, backoff: 400, longestWait: 10_000 };
const usual: RetryContext = { isWrite: false, retries: 0, remainingMs: 30_000, now, random: 0.5, limits };

const answered = (status: number, text = '', headers: Record<string, string> = {}): AttemptResult => ({
  kind: 'answered',
  status,
  headers: new Headers(headers),
  text,
});
const refusal = JSON.stringify({ errors: ['The value is too long.'] });
const threads = JSON.stringify({ errors: ['Itgenatr005: the thread threshold of 3 has been exceeded.'] });
const [unsent, broken, slow] = (['unsent', 'broken', 'slow'] as const).map((kind) => ({
  kind,
  cause: new Error(kind),
}));
const after = (seconds: string): Record<string, string> => ({ 'Retry-After': seconds });

const again = (outcome: AttemptResult | undefined, circumstances: Partial<RetryContext> = {}): number | 'stop' => {
  if (outcome === undefined) throw new Error('no outcome');
  const decision = decideRetry(outcome, { ...usual, ...circumstances });
  return decision.retry ? decision.delayMs : 'stop';
};

describe('What is sent again', () => {
  it.each<[string, AttemptResult | undefined, 'reads and writes' | 'reads' | 'nothing', boolean]>([
    // what happened, outcome, what goes again, whether a write may have been carried out
    ['no connection was made', unsent, 'reads and writes', false],
    ['the connection broke off', broken, 'reads', true],
    ['no answer came in time', slow, 'reads', true],
    ['the person gave up before it was sent', { kind: 'stopped', wasSent: false, cause: 0 }, 'nothing', false],
    ['the person gave up while it was under way', { kind: 'stopped', wasSent: true, cause: 0 }, 'nothing', true],
    ['it went through', answered(200, '{}'), 'nothing', false],
    ['too many requests', answered(429), 'reads and writes', false],
    ['too many threads, as Autotask words it', answered(500, threads), 'reads and writes', false],
    ['too many threads, with the status of a refusal', answered(409, threads), 'reads and writes', false],
    ['down, with a time to come back', answered(503, '', after('1')), 'reads and writes', false],
    ['down, without a word', answered(503), 'reads', true],
    ['a page of HTML instead of an answer', answered(500, '<h1>Runtime Error</h1>'), 'reads', true],
    ['a gateway that gave up', answered(504), 'reads', true],
    ['Autotask refused and said why', answered(500, refusal), 'nothing', false],
    ['an empty list of errors says nothing', answered(500, '{"errors":[]}'), 'reads', true],
    ['wrong credentials', answered(401), 'nothing', false],
    ['not permitted', answered(403), 'nothing', false],
    ['no such record', answered(404, '{"Message":"no"}'), 'nothing', false],
    ['a page of a proxy', answered(404, '<html>'), 'reads', false],
    ['a wrong verb', answered(405, '{"Message":"no"}'), 'nothing', false],
  ])('%s', (_case, outcome, goes, done) => {
    const kinds = [
      ...(again(outcome) === 'stop' ? [] : ['reads']),
      ...(again(outcome, { isWrite: true }) === 'stop' ? [] : ['writes']),
    ];
    expect(kinds.join(' and ') || 'nothing').toBe(goes);
    expect(outcome && mayHaveSucceeded(outcome, true)).toBe(done);
    expect(outcome && mayHaveSucceeded(outcome, false)).toBe(false);
  });
});

describe('When it is sent again', () => {
  it('each pause is twice the one before, and the fourth attempt is the last', () => {
    const pauses = [0, 1, 2, 3].map((retries) => again(slow, { retries }));
    expect(pauses).toEqual([400, 800, 1600, 'stop']);
  });

  it('many callers do not come back at the same moment', () => {
    expect([again(slow, { random: 0 }), again(slow, { random: 0.999 })]).toEqual([300, 500]);
  });

  it.each([
    ['in seconds', '2', 2000],
    ['as a date', 'Tue, 10 Mar 2026 12:00:03 GMT', 3000],
    ['as a date in the old form', 'Tuesday, 10-Mar-26 12:00:03 GMT', 3000],
    ['with blanks around it', ' 2 ', 2000],
    ['of no time at all, our own pause stands', '0', 400],
    ['in the past, our own pause stands', 'Tue, 10 Mar 2026 11:00:00 GMT', 400],
    ['that makes no sense, our own pause stands', 'soon', 400],
    ['in parts of a second, our own pause stands', '1.5', 400],
    ['below nothing, our own pause stands', '-5', 400],
    ['of just what we wait at most', '10', 10_000],
    ['beyond what we wait, the person is told instead', '11', 'stop'],
    ['of years, the person is told instead', '9999999999', 'stop'],
    ['on a day next week, the person is told instead', 'Tue, 17 Mar 2026 12:00:00 GMT', 'stop'],
  ] as const)('a Retry-After %s', (_case, value, pause) => {
    expect(again(answered(429, '', after(value)))).toBe(pause);
    expect(again(answered(429, '', after(value)), { isWrite: true })).toBe(pause);
  });

  it('never beyond the time that the whole call has left', () => {
    expect(again(slow, { remainingMs: 401 })).toBe(400);
    expect(again(slow, { remainingMs: 400 })).toBe('stop');
    expect(again(answered(429, '', after('5')), { remainingMs: 4000 })).toBe('stop');
    expect(again(unsent, { remainingMs: -1 })).toBe('stop');
  });
});
