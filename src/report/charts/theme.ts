/**
 * The look that all charts share, and the frame of a specification.
 *
 * Rules: colours are those of Okabe and Ito (2008), told apart by people with any common colour blindness, and only such as
 * are clear on white and on near-black; text, axes and grid take the page's own colour (`currentColor`), so that one picture
 * serves light and dark. Titles are wrapped by hand because Vega does not wrap.
 */
import type { TopLevelSpec } from 'vega-lite';

export const OKABE_ITO = {
  orange: '#E69F00', skyBlue: '#56B4E9', green: '#009E73', yellow: '#F0E442', blue: '#0072B2', vermilion: '#D55E00', purple: '#CC79A7', grey: '#999999',
} as const;

/** Takes the colour of the text around the picture. */
export const INK = 'currentColor';

export interface ChartSize {
  /** Of the whole picture, pixels. */
  readonly width: number;
}

/** For a desk and for a telephone. */
export const WIDE: ChartSize = { width: 900 };
export const NARROW: ChartSize = { width: 360 };

export const isNarrow = (size: ChartSize): boolean => size.width < 600;

/** Width of the plot itself: the picture's less the room for the axis on the left and half a label on the right. */
export const plotWidth = (size: ChartSize): number => size.width - AXIS_ROOM;
const AXIS_ROOM = 98;

/** The frame of a specification: schema, size, title above the plot, a description for screen readers. */
export function frame(size: ChartSize, title: string, subtitle: string) {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json' as const,
    description: `${title}. ${subtitle}`,
    background: 'transparent',
    padding: { left: 4, right: 14, top: 4, bottom: 4 },
    autosize: { type: 'pad' as const, contains: 'padding' as const },
    title: {
      text: wrap(title, Math.floor(size.width / 9.6)), subtitle: wrap(subtitle, Math.floor(size.width / 6.9)),
      anchor: 'start' as const, frame: 'bounds' as const, offset: 14,
    },
    config: THEME,
  };
}

/** Local time of day along the x axis: instants are milliseconds after midnight, drawn as UTC so that no zone can move them. */
export function timeAxis(size: ChartSize, title: string | null) {
  return { title, format: '%H:%M', tickCount: isNarrow(size) ? 5 : 12, labelFlush: false, grid: false };
}

/** The invisible bars over a chart that carry its tooltips: `name` is their class in the picture, `description` their text. */
export const HOVER_MARK = {
  type: 'rect' as const, fill: INK, fillOpacity: 0, aria: true, tooltip: true, cursor: 'default' as const,
};
export const HOVER_NAME = 'hover';

const THEME: NonNullable<TopLevelSpec['config']> = {
  aria: false,
  font: 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
  view: { stroke: null },
  title: { color: INK, fontSize: 16, fontWeight: 600, subtitleColor: INK, subtitleFontSize: 12, subtitlePadding: 6, lineHeight: 20, subtitleLineHeight: 16 },
  axis: {
    labelColor: INK, titleColor: INK, domainColor: INK, tickColor: INK, gridColor: INK, gridOpacity: 0.15, domainOpacity: 0.5, tickOpacity: 0.5,
    labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', titlePadding: 8, labelOpacity: 0.85,
  },
  axisY: { minExtent: 44, maxExtent: 44 },
  legend: {
    labelColor: INK, titleColor: INK, labelFontSize: 12, orient: 'top', direction: 'horizontal', title: null, symbolType: 'square', symbolSize: 120,
    columnPadding: 14, offset: 6, labelLimit: 0,
  },
  text: { color: INK, fontSize: 12 },
  rule: { color: INK },
};

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
