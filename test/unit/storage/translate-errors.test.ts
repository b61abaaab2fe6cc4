/** What a person reads when the bot's own database fails them. */
import { BotError, InvalidInput } from '../../../src/core/errors';
import { translateErrors } from '../../../src/storage/translate-errors';
import { quietLog } from '../../support/quiet-log';

const failing = (error: Error) => translateErrors({ add: () => Promise.reject(error) }, quietLog);
const failureOf = (error: Error): Promise<unknown> =>
  failing(error)
    .add()
    .catch((failure: unknown) => failure);
const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

it.each([
  ['a server that takes no connection', coded('connect ECONNREFUSED 10.0.0.5:5432', 'ECONNREFUSED')],
  ['a server that was stopped in the middle', coded('terminating connection due to administrator command', '57P01')],
  ['files that cannot be written', coded('could not open file: Permission denied', '58030')],
])('%s: the person reads that it does not answer, and may try again', async (_what, error) => {
  const failure = await failureOf(error);
  expect(failure).toMatchObject({
    userMessage: 'My own database does not answer right now.',
    retryable: true,
    cause: error,
  });
});

it('a full disk: the person reads that there is no room, and whom to tell', async () => {
  const failure = await failureOf(coded('could not extend file: No space left on device', '53100'));
  expect(failure).toBeInstanceOf(BotError);
  expect(failure).toMatchObject({ userMessage: 'My own database has no room left.', retryable: true });
  expect((failure as BotError).hint).toContain('Tell your administrator');
});

it('what was in words already stays as it is', async () => {
  const mistyped = new InvalidInput('There is no such day.');
  expect(await failureOf(mistyped)).toBe(mistyped);
});
