/** Whether the process lives, whether it can dial, and its metrics. Source: live, sections 6 and 7. */
import type { FastifyInstance } from 'fastify';
import type { DeskContext } from './deskContext.ts';

/** A registry of prom-client, or anything that prints itself in Prometheus' text format. */
export interface MetricsText { text(): Promise<string> }

export function addHealthRoutes(server: FastifyInstance, { authentication, desk }: DeskContext, metrics: MetricsText): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const { telephony } = desk.campaign();
    return reply.code(telephony === 'ready' ? 200 : 503).send({ status: telephony === 'ready' ? 'ready' : 'notReady', telephony });
  });
  server.get('/metrics', async (request, reply) => {
    authentication.require(request, 'metrics.read');
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text());
  });
}
