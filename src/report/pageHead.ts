/** How every page that we write begins: no script, nothing from elsewhere, our style. */
import { escapeHtml } from './escapeHtml.ts';
import { PAGE_STYLE } from './pageStyle.ts';

/** From the document type to the end of the head. `generatedWith`: the version. */
export function pageHead(title: string, generatedWith: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="overdial ${escapeHtml(generatedWith)}">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>`;
}
