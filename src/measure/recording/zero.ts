/**
 * 0 for a field that will hold sums of ms: V8 takes the literal `0` for a small integer, and the first sum too large for one changes the
 * class' layout, after which every object that holds one is looked at again at each hop to it. This zero is kept as a double from the start.
 * Added to anything it is 0; a field that may never have been added to is returned with `+ 0`.
 */
export const ZERO = -0;
