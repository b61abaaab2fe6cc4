/** What request handlers work with: the state of the pretend Autotask, and one request with who sent it. */
import type { AnyEntity } from './schema';
import type { SandboxState } from './state';
import type { BehaviorSwitches } from './switches';

/** What a client must send in its headers. */
export interface Credentials {
  readonly username: string;
  readonly secret: string;
  readonly integrationCode: string;
}

export interface SandboxWorld {
  /** Replaced as a whole by reset and restore. */
  state: SandboxState;
  readonly switches: BehaviorSwitches;
  readonly clock: () => Date;
  /** `http://127.0.0.1:PORT/`, known once the server listens. */
  origin: string;
  /** The pretend user that the credentials belong to. */
  readonly apiUser: number;
  readonly credentials: Credentials;
  /** Requests in the rolling hour. */
  readonly usage: () => number;
  /** Records or settings have changed. */
  readonly markChanged: () => void;
}

/** What a request does, in one word: fault plans and the log refer to it. */
export type SandboxVerb =
  | 'zone'
  | 'version'
  | 'threshold'
  | 'modules'
  | 'information'
  | 'fields'
  | 'userDefinedFields'
  | 'get'
  | 'list'
  | 'query'
  | 'count'
  | 'next'
  | 'create'
  | 'patch'
  | 'put'
  | 'delete';

/** Who acts: the API user, or somebody on whose behalf it may act. */
export interface WriteActor {
  readonly resource: number;
  /** The API user, when it acts for somebody else. */
  readonly impersonator: number | null;
}

/** One request after its route was found and its credentials were checked. */
export interface RoutedRequest {
  readonly world: SandboxWorld;
  readonly method: string;
  readonly verb: SandboxVerb;
  /** Numbers in the path, from left to right. */
  readonly ids: readonly number[];
  readonly query: URLSearchParams;
  readonly body: string;
  readonly actor: WriteActor;
}

export interface EntityRequest extends RoutedRequest {
  readonly entity: AnyEntity;
}
