/** Whether the process lives, whether it can dial, and its metrics. Source: live, sections 6 and 7. */
import type { FastifyInstance } from 'fastify';
import { AGENT_STATES, type AgentStateName } from '../../engine/vocabulary.ts';
import type { DeskCampaign } from '../loop/desk.ts';
import type { DeskContext } from './deskContext.ts';

/** A registry of prom-client, or anything that prints itself in Prometheus' text format. What is a state is asked for when it is read. */
export interface MetricsText {
  text(): Promise<string>;
  agents?(state: AgentStateName, count: number): void;
  driverState?(state: DeskCampaign['telephony']): void;
  /** A request that was refused; `reason`: `api.` and the refusal's code. */
  refused?(reason: string): void;
}

export function addHealthRoutes(server: FastifyInstance, { authentication, desk }: DeskContext, metrics: MetricsText): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const { telephony } = desk.campaign();
    return reply.code(telephony === 'ready' ? 200 : 503).send({ status: telephony === 'ready' ? 'ready' : 'notReady', telephony });
  });
  server.get('/metrics', async (request, reply) => {
    authentication.require(request, 'metrics.read');
    const { agents, telephony } = desk.campaign();
    for (const state of AGENT_STATES) metrics.agents?.(state, agents[state]);
    metrics.driverState?.(telephony);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text());
  });
}
