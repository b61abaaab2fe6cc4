/** What the doctor asks of Microsoft: whether the app's id, secret and tenant obtain a token together. */
import { z } from 'zod';
import { checkOk, checkUnknown, checkProblem, type HealthCheck, type CheckOutcome } from '../../core/health-check';
import type { TeamsOptions } from './options';

interface TeamsCheckOptions extends Pick<TeamsOptions, 'appId' | 'appPassword' | 'appType' | 'tenantId'> {
  /** Where tokens are asked for, such as a local stand-in; Microsoft's public cloud unless given. */
  readonly login?: string;
}

export const teamsChecks = (options: TeamsCheckOptions): readonly HealthCheck[] => [
  { what: 'Teams app id', run: () => Promise.resolve(checkAppId(options)) },
  { what: 'Teams credentials', run: (signal) => checkCredentials(options, signal) },
];

const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function checkAppId({ appId: id = '', tenantId }: TeamsCheckOptions): CheckOutcome {
  const malformed = [
    ['MicrosoftAppId', id],
    ['MicrosoftAppTenantId', tenantId],
  ].filter(([, value]) => value !== undefined && !guidPattern.test(value));
  if (malformed.length === 0) return checkOk('It has the shape of an id, and so has the tenant’s.');
  return checkProblem(
    `${malformed.map(([name]) => name).join(' and ')} is not of the shape 00000000-0000-0000-0000-000000000000.`,
    'Copy the ids from Azure: Azure Bot > Configuration, and Entra ID > Overview.',
  );
}

/** Microsoft: Entra ID, authentication and authorization error codes. */
const remedies: Readonly<Record<number, string>> = {
  700016:
    'MicrosoftAppId is not an app of this tenant: look at Azure Bot > Configuration, and at MicrosoftAppTenantId.',
  7000215: 'MicrosoftAppPassword is wrong: it is the secret’s value, not its id. Make a new one and copy it at once.',
  7000222: 'MicrosoftAppPassword has expired: make a new secret under Certificates & secrets.',
  90002: 'MicrosoftAppTenantId is no tenant: look at Entra ID > Overview.',
};
const tokenErrorSchema = z.object({ error: z.string(), error_codes: z.array(z.number()).optional() });

async function checkCredentials(options: TeamsCheckOptions, signal: AbortSignal): Promise<CheckOutcome> {
  if (options.appType === 'UserAssignedMSI') {
    return checkUnknown('A managed identity can be tried only where it lives, in Azure.');
  }
  const response = await requestToken(options, signal);
  if (response.ok) return checkOk('Id, secret and tenant obtain a token together.');
  const failure = tokenErrorSchema.safeParse(await response.json().catch(() => undefined)).data;
  const [code = 0] = failure?.error_codes ?? [];
  const words = [failure?.error ?? `HTTP ${String(response.status)}`, ...(code === 0 ? [] : [`AADSTS${String(code)}`])];
  return checkProblem(
    `Microsoft gives no token: ${words.join(', ')}.`,
    remedies[code] ?? 'Compare the three settings with Azure Bot > Configuration and its app registration.',
  );
}

function requestToken(options: TeamsCheckOptions, signal: AbortSignal): Promise<Response> {
  const { appId: id = '', appPassword: secret = '', login = 'https://login.microsoftonline.com' } = options;
  const tenant = options.appType === 'MultiTenant' ? 'botframework.com' : (options.tenantId ?? '');
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
    scope: 'https://api.botframework.com/.default',
  });
  return fetch(`${login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
    method: 'POST',
    body,
    signal,
    redirect: 'error',
  });
}
