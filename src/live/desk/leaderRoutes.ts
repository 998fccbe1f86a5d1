/** What a team leader sees and does: the campaign, its agents, its pacing, its block list. Source: live, section 6. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiProblem, checked } from './apiProblem.ts';
import { blocksBody, levelBody, nothing } from './bodies.ts';
import { write, type DeskContext } from './deskContext.ts';
import type { History } from './history.ts';

export function addLeaderRoutes(server: FastifyInstance, context: DeskContext, history: History): void {
  const { authentication, desk } = context;
  const checkCampaign = (request: FastifyRequest): void => {
    const { campaign: asked } = request.params as { campaign: string };
    const { campaign } = desk.campaign();
    if (asked !== campaign) throw new ApiProblem(404, 'notFound', 'there is no such campaign here', { allowed: [campaign] });
  };

  server.get('/v1/campaigns', async (request) => {
    authentication.require(request, 'reports.read');
    return { campaigns: [desk.campaign()] };
  });
  server.get('/v1/campaigns/:campaign/history', async (request) => {
    authentication.require(request, 'reports.read');
    checkCampaign(request);
    return { samples: history.samples() };
  });
  server.get('/v1/agents', async (request) => {
    authentication.require(request, 'reports.read');
    // Customers' data are for the agent who speaks with them; here stands who does what since when.
    const agents = desk.agents().map(({ call, ...agent }) => ({ ...agent, call: call === null ? null : { phase: call.phase, since: call.since, record: call.record.record } }));
    return { now: desk.campaign().now, agents };
  });

  for (const kind of ['start', 'stop', 'drain'] as const) {
    server.post(`/v1/campaigns/:campaign/${kind}`, async (request, reply) => {
      const principal = authentication.require(request, 'campaigns.switch');
      checkCampaign(request);
      checked(nothing, request.body);
      return write(context, request, reply, principal, { kind });
    });
  }
  server.post('/v1/campaigns/:campaign/level', async (request, reply) => {
    const principal = authentication.require(request, 'campaigns.switch');
    checkCampaign(request);
    return write(context, request, reply, principal, { kind: 'level', level: checked(levelBody, request.body).override });
  });
  // One campaign a process: all is this one.
  server.post('/v1/stop-all', async (request, reply) => {
    const principal = authentication.require(request, 'campaigns.switch');
    checked(nothing, request.body);
    return write(context, request, reply, principal, { kind: 'stop' });
  });
  server.post('/v1/blocks', async (request, reply) => {
    const body = (request.body ?? {}) as { blocked?: unknown };
    const principal = authentication.require(request, body.blocked === false ? 'blocklist.remove' : 'blocklist.add');
    const { numbers, scope, blocked } = checked(blocksBody, request.body);
    return write(context, request, reply, principal, { kind: 'block', numbers, scope, blocked });
  });
}
