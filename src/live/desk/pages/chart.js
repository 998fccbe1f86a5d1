/**
 * The abandon rate of each open window over time, with its limit, as a small line chart.
 *
 * Rule: the scale holds every limit and every rate; colours are classes of the style sheet, and the same is said in words for who cannot see it.
 */
import { duration, percent } from './show.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 170;
const EDGE = { left: 46, right: 12, top: 12, bottom: 24 };

/**
 * @param {HTMLElement} box
 * @param {{ at: number, windows: { rule: string, limit: number, rate: number | null }[] }[]} samples
 */
export function drawChart(box, samples) {
  const first = samples[0];
  const last = samples[samples.length - 1];
  const width = Math.max(260, box.clientWidth);
  if (first === undefined || last === undefined || last.at <= first.at) {
    box.replaceChildren('The chart begins when there is something to show.');
    box.removeAttribute('aria-label');
    return;
  }
  const highest = Math.max(0.001, ...samples.flatMap(({ windows }) => windows.flatMap(({ rate, limit }) => [rate ?? 0, limit]))) * 1.15;
  const x = (/** @type {number} */ at) => EDGE.left + ((at - first.at) / (last.at - first.at)) * (width - EDGE.left - EDGE.right);
  const y = (/** @type {number} */ rate) => HEIGHT - EDGE.bottom - (rate / highest) * (HEIGHT - EDGE.top - EDGE.bottom);
  const svg = make('svg', { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, 'aria-hidden': 'true' });
  for (const rate of ticksTo(highest)) {
    svg.append(make('line', { class: 'grid', x1: EDGE.left, x2: width - EDGE.right, y1: y(rate), y2: y(rate) }));
    svg.append(text(percent(rate, highest < 0.02 ? 1 : 0), { x: EDGE.left - 6, y: y(rate) + 4, 'text-anchor': 'end' }));
  }
  svg.append(text(`${duration(last.at - first.at)} ago`, { x: EDGE.left, y: HEIGHT - 6 }));
  svg.append(text('now', { x: width - EDGE.right, y: HEIGHT - 6, 'text-anchor': 'end' }));
  const rules = last.windows.map(({ rule }) => rule);
  rules.forEach((rule, index) => {
    const points = samples.flatMap(({ at, windows }) => {
      const found = windows.find((window) => window.rule === rule);
      return found === undefined || found.rate === null ? [] : [`${x(at).toFixed(1)},${y(found.rate).toFixed(1)}`];
    });
    const limit = last.windows[index]?.limit ?? 0;
    svg.append(make('line', { class: `limit line-${index % 4}`, x1: EDGE.left, x2: width - EDGE.right, y1: y(limit), y2: y(limit) }));
    svg.append(text(`limit${rules.length > 1 ? ` ${rule}` : ''}`, { x: width - EDGE.right, y: y(limit) - 5, 'text-anchor': 'end' }));
    svg.append(make('polyline', { class: `line line-${index % 4}`, points: points.join(' ') }));
  });
  box.setAttribute('aria-label', last.windows.map(({ rule, rate, limit }) => `${rule}: ${percent(rate, 2)} abandoned, limit ${percent(limit)}`).join('; '));
  box.replaceChildren(svg);
}

/**
 * Round steps, three to six of them.
 * @param {number} highest
 */
function ticksTo(highest) {
  const step = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((one) => highest / one <= 5) ?? 1;
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => index * step);
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 */
function make(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/**
 * @param {string} words
 * @param {Record<string, unknown>} attributes
 */
function text(words, attributes) {
  const element = make('text', attributes);
  element.textContent = words;
  return element;
}
