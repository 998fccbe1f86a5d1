/** Plain tables for the terminal: columns side by side, numbers to the right, no lines and no colour codes. */
import Table from 'cli-table3';

/** The first column is left-aligned, the others right-aligned. Ends without a line break. */
export function textTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    chars: NO_LINES, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 }, colAligns: heads.map((_, index) => (index === 0 ? 'left' : 'right')),
  });
  table.push([...heads], ...rows.map((row) => [...row]));
  return table.toString().split('\n').map((line) => line.trimEnd()).join('\n').trimEnd();
}

const NO_LINES = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ',
};
