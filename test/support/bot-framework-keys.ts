/** The token service of the Bot Framework on this machine: its key list, tokens signed with a key of our own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

export const appId = '6d4f3c1a-0b52-4a9e-8f0e-2f7e6b9d1c11';
const issuer = 'https://api.botframework.com';

/** An impostor signs with a stranger's key and gives the service's name for it. */
type Signer = 'the service' | 'a stranger' | 'an impostor';

export interface TokenService {
  /** What an adapter needs to check tokens of this service; it sends without asking Microsoft for a token. */
  readonly authentication: ConfigurationBotFrameworkAuthentication;
  token(claims?: Readonly<Record<string, unknown>>, by?: Signer): string;
  stop(): Promise<void>;
}

/** `lists` false: the key list cannot be had. */
export async function startTokenService({ lists: listsKeys = true } = {}): Promise<TokenService> {
  const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer((request, response) => {
    const { n, e } = ours.publicKey.export({ format: 'jwk' });
    const keys = [{ kty: 'RSA', use: 'sig', kid: 'ours', n, e, endorsements: ['msteams'] }];
    const answer = request.url === '/keys' ? { keys } : { issuer, jwks_uri: `${url()}keys` };
    response.writeHead(listsKeys ? 200 : 500, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  const url = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    authentication: authenticationAt(url()),
    token: (claims = {}, by = 'the service') => {
      const { privateKey } = by === 'the service' ? ours : stranger;
      return `Bearer ${sign(claims, privateKey, by === 'a stranger' ? 'theirs' : 'ours')}`;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Checks what comes in; what goes out stays unsigned, so that Microsoft is asked for no token. */
class LocalAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly unsigned = new ConfigurationBotFrameworkAuthentication({});

  override createConnectorFactory(
    ...sender: Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
  ): ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']> {
    return this.unsigned.createConnectorFactory(...sender);
  }
}

const authenticationAt = (url: string): ConfigurationBotFrameworkAuthentication =>
  new LocalAuthentication({
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'not used here',
    ToChannelFromBotLoginUrl: `${url}login`,
    ToChannelFromBotOAuthScope: issuer,
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: url,
    ToBotFromChannelOpenIdMetadataUrl: `${url}openid`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${url}openid`,
    CallerId: 'urn:botframework:azure',
  });

function sign(claims: Readonly<Record<string, unknown>>, key: KeyObject, kid: string): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'RS256', typ: 'JWT', kid },
    { iss: issuer, aud: appId, nbf: now - 60, exp: now + 600, ...claims },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = createSign('RSA-SHA256').update(parts.join('.')).sign(key).toString('base64url');
  return [...parts, signature].join('.');
}
