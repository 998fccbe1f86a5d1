/**
 * The two pages: the files of the folder `pages`, read once at the start and served by exact names only, so that no path can lead to another file.
 */
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { programFile } from '../../experiment/programFiles.ts';

export function addPageRoutes(server: FastifyInstance): void {
  for (const [url, [file, type]] of Object.entries(FILES)) {
    const text = readFileSync(programFile(`live/desk/pages/${file}`));
    server.get(url, async (_request, reply) => reply.type(type).send(text));
  }
  server.get('/', async (_request, reply) => reply.redirect('/agent', 302));
}

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/agent': ['agent.html', HTML],
  '/leader': ['leader.html', HTML],
  '/desk/desk.css': ['desk.css', 'text/css; charset=utf-8'],
  '/desk/icon.svg': ['icon.svg', 'image/svg+xml'],
  '/desk/agent.js': ['agent.js', SCRIPT],
  '/desk/callForm.js': ['callForm.js', SCRIPT],
  '/desk/chart.js': ['chart.js', SCRIPT],
  '/desk/draft.js': ['draft.js', SCRIPT],
  '/desk/leader.js': ['leader.js', SCRIPT],
  '/desk/results.js': ['results.js', SCRIPT],
  '/desk/server.js': ['server.js', SCRIPT],
  '/desk/show.js': ['show.js', SCRIPT],
};
