/**
 * A table as data, and as text for whoever needs it: CSV with plain values, Markdown, LaTeX (booktabs) and HTML with values as
 * people read them.
 *
 * Rule: what is unknown is empty in CSV and a dash elsewhere; text from outside is made harmless in each language.
 */
import { escapeHtml } from '../escapeHtml.ts';
import { formatValue, UNKNOWN, type NumberKind } from '../format.ts';

export interface DataColumn {
  /** Of the CSV: a name without spaces, unit last. */
  readonly id: string;
  /** For people. */
  readonly head: string;
  readonly kind: NumberKind | 'text';
}

export type DataValue = string | number | boolean | null;

export interface DataTable {
  /** Of its files, without an ending. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly (readonly DataValue[])[];
}

/** RFC 4180, with a line of heads. */
export function toCsv({ columns, rows }: DataTable): string {
  const cell = (value: DataValue): string => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns.map(({ id }) => cell(id)), ...rows.map((row) => row.map(cell))].map((cells) => `${cells.join(',')}\n`).join('');
}

export function toMarkdown({ title, columns, rows }: DataTable): string {
  const escape = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;');
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `**${escape(title)}**`, '', line(columns.map(({ head }) => escape(head))), line(columns.map(({ kind }) => (kind === 'text' ? '---' : '---:'))),
    ...rows.map((row) => line(columns.map((column, index) => escape(readable(column, row[index]!))))), '',
  ].join('\n');
}

/** A `table` environment for the packages booktabs and inputenc. */
export function toLatex({ name, title, columns, rows }: DataTable): string {
  const line = (cells: readonly string[]): string => `${cells.join(' & ')} \\\\`;
  return [
    '\\begin{table}', '\\centering', `\\caption{${latex(title)}}`, `\\label{tab:${name.replaceAll(/[^a-zA-Z0-9-]/g, '-')}}`,
    `\\begin{tabular}{${columns.map(({ kind }) => (kind === 'text' ? 'l' : 'r')).join('')}}`, '\\toprule', line(columns.map(({ head }) => latex(head))), '\\midrule',
    ...rows.map((row) => line(columns.map((column, index) => latex(readable(column, row[index]!))))), '\\bottomrule', '\\end{tabular}', '\\end{table}', '',
  ].join('\n');
}

export function toHtml({ columns, rows }: DataTable): string {
  const align = (column: DataColumn): string => (column.kind === 'text' ? '' : ' class="number"');
  const heads = columns.map((column) => `<th scope="col"${align(column)}>${escapeHtml(column.head)}</th>`).join('');
  const body = rows.map((row) => `<tr>${columns.map((column, index) => {
    const tag = index === 0 ? 'th scope="row"' : 'td';
    return `<${tag}${align(column)}>${escapeHtml(readable(column, row[index]!))}</${tag.split(' ')[0]}>`;
  }).join('')}</tr>`);
  return `<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

/** A value as people read it. */
function readable({ kind }: DataColumn, value: DataValue): string {
  if (value === null) return UNKNOWN;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return kind === 'text' ? String(value) : formatValue(kind, value);
}

function latex(text: string): string {
  return text.replaceAll(/[\\{}$&#%_^~–−…±’]/g, (character) => LATEX[character]!);
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', $: '\\$', '&': '\\&', '#': '\\#', '%': '\\%', _: '\\_', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}',
  '–': '--', '−': '$-$', '…': '\\dots{}', '±': '$\\pm$', '’': '\'',
};
