/** Paths with slashes, resolved without a file system: a relative path is meant from the file that names it. */

/** `resolvePath('a/b.yaml', '../c.csv')` is `c.csv`. Absolute paths stay. */
export function resolvePath(fromFile: string, path: string): string {
  const target = path.replaceAll('\\', '/');
  if (/^(\/|[a-zA-Z]:\/)/.test(target)) return target;
  const base = fromFile.replaceAll('\\', '/');
  const parts = base.includes('/') ? base.slice(0, base.lastIndexOf('/')).split('/') : [];
  for (const part of target.split('/')) {
    if (part === '.' || part === '') continue;
    const last = parts[parts.length - 1];
    if (part === '..' && last !== undefined && last !== '' && last !== '.' && last !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
