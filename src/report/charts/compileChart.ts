/**
 * A Vega-Lite specification to one static picture, as SVG text that stands anywhere in a page.
 *
 * Rules: no canvas and no browser; each description of a hover bar becomes an SVG `<title>`, which browsers show as a tooltip
 * without any script; no element has an id or refers to one, so that several pictures share a page. Vega is loaded on first use,
 * because most commands draw nothing and it is large.
 */
import type { TopLevelSpec } from 'vega-lite';
import { escapeHtml } from '../escapeHtml.ts';

/**
 * @param width of the finished picture, pixels. Without a canvas Vega takes texts for wider than they are, and long titles would push
 *   the right edge outwards; the picture is cut to this width. Absent: as wide as Vega makes it.
 * @param doubts receives Vega's warnings, one a line: a picture with a doubt (no value at all, say) is better than no report.
 * @returns SVG text whose colours for text and axes are the page's own. Rejects if Vega refuses the specification.
 */
export async function compileChart(spec: TopLevelSpec, width?: number, doubts: string[] = []): Promise<string> {
  const [vegaLite, vega] = await Promise.all([import('vega-lite'), import('vega')]);
  const logger = vega.logger(vega.Warn, undefined, (_method, _level, words) => doubts.push(words.join(' ')));
  const view = new vega.View(vega.parse(vegaLite.compile(spec, { logger }).spec), { renderer: 'none', logger });
  try {
    return cut(tidied(await view.toSVG(), typeof spec.description === 'string' ? spec.description : ''), width);
  } finally {
    view.finalize();
  }
}

function tidied(svg: string, description: string): string {
  return svg
    .replace(/ (d|transform|x2|y2)="([^"]*)"/g, (_, name: string, value: string) => ` ${name}="${value.replace(/(\.\d\d)\d+/g, '$1')}"`)
    .replace(/<path ([^>]*?)aria-label="([^"]*)"([^>]*?)(?:\/>|><\/path>)/g, '<path $1$3><title>$2</title></path>')
    // What holds anyway need not be said for each of a thousand marks.
    .replace(/ (?:(?:stroke-|fill-)?opacity="1"|stroke-width="1"|stroke-miterlimit="10"|pointer-events="none")/g, '')
    .replace(/ (?:role|aria-hidden|aria-roledescription|xmlns:xlink)="[^"]*"/g, '')
    .replace(/^<svg /, `<svg role="img" aria-label="${escapeHtml(description)}" `);
}

function cut(svg: string, width: number | undefined): string {
  if (width === undefined) return svg;
  return svg.replace(/ width="[\d.]+" height="([\d.]+)" viewBox="0 0 [\d.]+ [\d.]+"/, ` width="${width}" height="$1" viewBox="0 0 ${width} $1"`);
}
