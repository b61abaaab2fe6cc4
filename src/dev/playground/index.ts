/** The playground: both chat clients in one page, to be mounted at a path of the bot's own server. */
import { Router, type RequestHandler } from 'express';
import type { MovedClock } from '../moved-clock';
import type { Sandbox } from '../sandbox';
import { createDrawer, type Drawer } from './autotask';
import { clockVerbs } from './clock';
import { drawGallery, watchCards } from './gallery';
import { createLive, type Live } from './live';
import { ownPageOnly } from './own-page';
import { servePage } from './page';
import { serveVerbs } from './routes';
import type { SlackPeer } from './slack/peer';
import type { Chat, WireBodies } from './snapshot';
import type { TeamsPeer } from './teams/peer';
import { slackVerbs, teamsVerbs } from './verbs';
import { createWireRows, type WireRows } from './wire-rows';

/** What is undefined here is the real thing elsewhere: the page then says so in its place. */
export interface PlaygroundParts {
  readonly clock: MovedClock;
  readonly slack: SlackPeer | undefined;
  readonly teams: TeamsPeer | undefined;
  readonly sandbox: Sandbox | undefined;
}

export interface Playground extends RequestHandler {
  /** Ends the connections of open pages, which would otherwise keep the server from stopping. */
  close(): void;
}

export function createPlayground({ clock, slack, teams, sandbox }: PlaygroundParts): Playground {
  const drawer = sandbox === undefined ? undefined : createDrawer(sandbox);
  const wires = createWireRows({ slack: () => slack?.wire() ?? [], teams: () => teams?.wire() ?? [] });
  const saved = { times: 0 };
  const live = createLive({
    slack: () => slack?.state(),
    teams: () => teams?.state(),
    wire: () => wires.rows(),
    autotask: () => drawer?.state(),
    clock: () => clock.now().toISOString(),
    gallery: () => saved.times,
  });
  const router = Router();
  router.use(ownPageOnly, live.router, serveWire(wires, drawer));
  router.get('/api/gallery', (_request, response) => void response.json(drawGallery()));
  const ended = [
    slack && attach(router, live, { chat: 'slack', peer: slack, verbs: slackVerbs }),
    teams && attach(router, live, { chat: 'teams', peer: teams, verbs: teamsVerbs }),
    sandbox && drawer && attachDrawer(router, live, { sandbox, drawer }),
    attachClock(router, live, clock),
    watchCards(() => {
      saved.times += 1;
      live.changed('gallery');
    }),
  ];
  router.use(servePage());
  return Object.assign<RequestHandler, Pick<Playground, 'close'>>(router, {
    close() {
      for (const end of ended) end?.();
      live.close();
    },
  });
}

interface ChatPart<P> {
  readonly chat: Chat;
  readonly peer: P;
  readonly verbs: Parameters<typeof serveVerbs<P>>[0]['verbs'];
}

function attach<P extends Pick<SlackPeer, 'onChange'>>(router: Router, live: Live, part: ChatPart<P>): () => void {
  const after = (): void => {
    live.changed(part.chat);
    live.changed('wire');
  };
  router.use(`/api/${part.chat}`, serveVerbs({ peer: part.peer, verbs: part.verbs, after }));
  return part.peer.onChange(after);
}

function attachDrawer(router: Router, live: Live, part: { sandbox: Sandbox; drawer: Drawer }): () => void {
  const after = (): void => live.changed('autotask');
  router.use('/api/autotask', serveVerbs({ peer: part.sandbox, verbs: part.drawer.verbs, after }));
  return part.sandbox.requests.onRequest(after);
}

function attachClock(router: Router, live: Live, clock: MovedClock): () => void {
  const after = (): void => live.changed('clock');
  router.use('/api/clock', serveVerbs({ peer: clock, verbs: clockVerbs, after }));
  return clock.onMove(after);
}

/** What was sent and received, for whoever looks into one exchange. */
function serveWire(wires: WireRows, drawer: Drawer | undefined): Router {
  const read: Readonly<Record<string, (id: number) => WireBodies | undefined>> = {
    slack: (id) => wires.bodies('slack', id),
    teams: (id) => wires.bodies('teams', id),
    autotask: (id) => drawer?.bodies(id),
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
