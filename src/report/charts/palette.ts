/** Colours and shapes for several curves in one picture: told apart without colour too, by the shape of their points. */
import { OKABE_ITO } from './theme.ts';

/** At most so many curves stand in one picture. */
export const CURVES_MAX = 7;

const COLOURS = [OKABE_ITO.blue, OKABE_ITO.vermilion, OKABE_ITO.green, OKABE_ITO.orange, OKABE_ITO.skyBlue, OKABE_ITO.purple, OKABE_ITO.grey];
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down', 'triangle-right'];

/** Scales for the colour and the shape of these names, in their order. */
export function curveScales(names: readonly string[]): { colour: { domain: string[]; range: string[] }; shape: { domain: string[]; range: string[] } } {
  const at = (list: readonly string[]): string[] => names.map((_, index) => list[index % list.length]!);
  return { colour: { domain: [...names], range: at(COLOURS) }, shape: { domain: [...names], range: at(SHAPES) } };
}
