/** The playground, both chat clients in one page, as a handler for a path of the bot's own server. */
import { Router, type RequestHandler } from 'express';
import type { AdjustableClock } from '../adjustable-clock';
import type { Sandbox } from '../sandbox';
import { createAutotaskPanel, type AutotaskPanel } from './autotask-panel';
import { clockActions, slackUserActions, teamsUserActions } from './user-actions';
import { renderGallery, watchCards } from './gallery';
import { createLiveUpdates, type LiveUpdates } from './live-updates';
import { ownPageOnly, servePage } from './page';
import { serveUserActions } from './routes';
import type { FakeSlack } from '../fakes/slack/fake-slack';
import type { ChatName, WireBodies } from './snapshot';
import type { FakeTeams } from '../fakes/teams/fake-teams';
import { createWireRows, type WireRows } from './wire-rows';

/** What is undefined here is connected for real: the page then says so in its place. */
export interface PlaygroundOptions {
  readonly clock: AdjustableClock;
  readonly slack: FakeSlack | undefined;
  readonly teams: FakeTeams | undefined;
  readonly sandbox: Sandbox | undefined;
}

export interface Playground extends RequestHandler {
  /** Ends the connections of open pages, which would otherwise keep the server from stopping. */
  close(): void;
}

export function createPlayground({ clock, slack, teams, sandbox }: PlaygroundOptions): Playground {
  const panel = sandbox === undefined ? undefined : createAutotaskPanel(sandbox);
  const wireRows = createWireRows({ slack: () => slack?.wire() ?? [], teams: () => teams?.wire() ?? [] });
  const savedCards = { times: 0 };
  const live = createLiveUpdates({
    slack: () => slack?.state(),
    teams: () => teams?.state(),
    wire: () => wireRows.rows(),
    autotask: () => panel?.state(),
    clock: () => clock.now().toISOString(),
    gallery: () => savedCards.times,
  });
  const router = Router();
  router.use(ownPageOnly, live.router, serveWireBodies(wireRows, panel));
  router.get('/api/gallery', (_request, response) => void response.json(renderGallery()));
  const closers = [
    slack && mountChat(router, live, { chat: 'slack', fake: slack, actions: slackUserActions }),
    teams && mountChat(router, live, { chat: 'teams', fake: teams, actions: teamsUserActions }),
    sandbox && panel && mountPanel(router, live, { sandbox, panel }),
    mountClock(router, live, clock),
    watchCards(() => {
      savedCards.times += 1;
      live.markChanged('gallery');
    }),
  ];
  router.use(servePage());
  return Object.assign<RequestHandler, Pick<Playground, 'close'>>(router, {
    close() {
      for (const close of closers) close?.();
      live.close();
    },
  });
}

interface ChatMount<P> {
  readonly chat: ChatName;
  readonly fake: P;
  readonly actions: Parameters<typeof serveUserActions<P>>[0]['actions'];
}

function mountChat<P extends Pick<FakeSlack, 'onChange'>>(
  router: Router,
  live: LiveUpdates,
  mount: ChatMount<P>,
): () => void {
  const after = (): void => {
    live.markChanged(mount.chat);
    live.markChanged('wire');
  };
  router.use(`/api/${mount.chat}`, serveUserActions({ target: mount.fake, actions: mount.actions, after }));
  return mount.fake.onChange(after);
}

function mountPanel(router: Router, live: LiveUpdates, mount: { sandbox: Sandbox; panel: AutotaskPanel }): () => void {
  const after = (): void => live.markChanged('autotask');
  router.use('/api/autotask', serveUserActions({ target: mount.sandbox, actions: mount.panel.actions, after }));
  return mount.sandbox.requests.onRequest(after);
}

function mountClock(router: Router, live: LiveUpdates, clock: AdjustableClock): () => void {
  const after = (): void => live.markChanged('clock');
  router.use('/api/clock', serveUserActions({ target: clock, actions: clockActions, after }));
  return clock.onMove(after);
}

/** What was sent and received in one exchange, when somebody opens it. */
function serveWireBodies(wireRows: WireRows, panel: AutotaskPanel | undefined): Router {
  const read: Readonly<Record<string, (id: number) => WireBodies | undefined>> = {
    slack: (id) => wireRows.bodies('slack', id),
    teams: (id) => wireRows.bodies('teams', id),
    autotask: (id) => panel?.bodies(id),
  };
  const router = Router();
  router.get('/api/wire/:part/:id', (request, response) => {
    const { part, id } = request.params;
    const bodies = Object.hasOwn(read, part) ? read[part]?.(Number(id)) : undefined;
    if (bodies === undefined) response.status(404).json({ error: 'That exchange is no longer kept.' });
    else response.json(bodies);
  });
  return router;
}
