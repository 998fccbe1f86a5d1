/**
 * What an agent does for himself: his shift, his call, his record. Source: live, section 6.
 *
 * Rule: the agent is the token's, never one that a request names; so nobody acts for another.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { DeskAgent, DeskCall, DeskRequest } from '../loop/desk.ts';
import { ApiProblem, checked } from './apiProblem.ts';
import { autoDialBody, dispositionBody, leavingBody, loadBody, nothing, numberBody, pauseBody, signInBody } from './bodies.ts';
import { write, type DeskContext } from './deskContext.ts';
import { checkForm } from './formCheck.ts';
import { instantOf } from './nextCall.ts';
import type { Capability } from './roles.ts';

export function addAgentRoutes(server: FastifyInstance, context: DeskContext): void {
  const { authentication, desk } = context;
  const on = <Schema extends z.ZodType>(
    method: 'POST' | 'PUT', url: string, capability: Capability, schema: Schema, requestOf: (agent: string, body: z.output<Schema>) => DeskRequest, status = 200,
  ): void => {
    server.route({
      method, url,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const principal = authentication.requireAgent(request, capability);
        return write(context, request, reply, principal, requestOf(principal.agent, checked(schema, request.body)), status);
      },
    });
  };

  on('POST', '/v1/agent/sign-in', 'queue.signIn', signInBody, (agent, { phone }) => ({ kind: 'signIn', agent, phone }), 202);
  on('POST', '/v1/agent/ready', 'queue.signIn', nothing, (agent) => ({ kind: 'ready', agent }));
  on('POST', '/v1/agent/pause', 'queue.signIn', pauseBody, (agent, { reason }) => ({ kind: 'pause', agent, reason }));
  on('POST', '/v1/agent/sign-out', 'queue.signIn', nothing, (agent) => ({ kind: 'signOut', agent }));
  on('POST', '/v1/agent/leaving', 'queue.signIn', leavingBody, (agent, { leaving }) => ({ kind: 'announceLeaving', agent, leaving }));
  on('POST', '/v1/agent/call/hangup', 'queue.signIn', nothing, (agent) => ({ kind: 'hangUp', agent }));
  on('POST', '/v1/agent/call/number', 'records.dial', numberBody, (agent, { index }) => {
    checkNumber(desk.agent(agent)?.call ?? null, index);
    return { kind: 'chooseNumber', agent, position: index };
  });
  on('POST', '/v1/agent/record/load', 'records.load', loadBody, (agent, { record }) => ({ kind: 'loadRecord', agent, record }));
  for (const url of ['/v1/agent/record/dial', '/v1/agent/dial']) on('POST', url, 'records.dial', nothing, (agent) => ({ kind: 'dial', agent }));
  for (const url of ['/v1/agent/record/skip', '/v1/agent/skip']) on('POST', url, 'records.load', nothing, (agent) => ({ kind: 'skip', agent }));
  on('POST', '/v1/agent/obtain', 'records.obtain', nothing, (agent) => ({ kind: 'obtain', agent }));
  on('POST', '/v1/agent/auto-dial', 'autoDial.switch', autoDialBody, (agent, { on: isOn }) => ({ kind: 'autoDial', agent, on: isOn }));
  on('PUT', '/v1/agent/call/disposition', 'records.save', dispositionBody, (agent, { attempt, statusId, form, nextCallAt, passTo }) => {
    const { fields, calendarShiftMs } = desk.campaign();
    checkForm(form, fields);
    const zone = desk.agent(agent)?.call?.record.timeZone ?? 'UTC';
    return { kind: 'save', agent, ...(attempt === undefined ? {} : { attempt }), status: statusId, form, nextCallAt: instantOf(nextCallAt, zone, calendarShiftMs), passTo };
  });

  server.get('/v1/agent', async (request) => {
    const { agent: name } = authentication.requireAgent(request, 'queue.signIn');
    const agent = knownAgent(desk.agent(name), name);
    const { campaign, mode, driver, dialling, dryRun, now, seq, telephony, level, statuses, fields, calendarShiftMs } = desk.campaign();
    return { agent: { ...agent, call: agent.call === null ? null : callJson(agent.call) }, campaign: { campaign, mode, driver, dialling, dryRun, now, seq, telephony, level, statuses, fields, calendarShiftMs } };
  });

  server.get('/v1/agent/call', async (request, reply) => {
    const { agent: name } = authentication.requireAgent(request, 'queue.signIn');
    const { call } = knownAgent(desk.agent(name), name);
    return call === null ? reply.code(204).send() : callJson(call);
  });
}

/** A number that the record has and that is in service. Without a record the loop refuses. */
function checkNumber(call: DeskCall | null, index: number): void {
  if (call === null || call.record.phones[index]?.invalid === false) return;
  const allowed = call.record.phones.flatMap(({ invalid }, position) => (invalid ? [] : [String(position)]));
  throw new ApiProblem(422, 'invalid', `the record has no number ${index} that can be dialled`, { allowed });
}

function knownAgent(agent: DeskAgent | null, name: string): DeskAgent {
  if (agent === null) throw new ApiProblem(404, 'notFound', `the campaign has no agent '${name}'`);
  return agent;
}

/** Record, form, attempt and times, as the route promises them. */
function callJson({ record: { form, ...record }, attempt, phase, since, answeredAt, endedAt }: DeskCall): Record<string, unknown> {
  return { record, form, attempt, phase, times: { since, answeredAt, endedAt } };
}
