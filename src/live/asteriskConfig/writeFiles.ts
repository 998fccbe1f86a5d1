/**
 * Writes the configuration files of Asterisk into a folder.
 *
 * Rule: files are made with mode 0640 (they hold secrets; the group is Asterisk's), each replaced as a whole; the folder gets 0750. Nothing
 * else in the folder is touched.
 */
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  for (const [name, text] of files) {
    const fresh = join(folder, `.${name}.new`);
    writeFileSync(fresh, text, { mode: 0o640 });
    chmodSync(fresh, 0o640);
    renameSync(fresh, join(folder, name));
  }
}
