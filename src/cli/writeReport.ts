/** Writes a report's files into a folder, which is made where it is missing; files of other names are left alone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReportFile } from '../report/exports/reportFile.ts';
import { InputError } from './exitCodes.ts';

/** Is the folder one that can be written to? Throws an InputError before hours of work end at it. */
export function openReportFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new InputError(`--report: cannot write to ${folder}: ${(error as Error).message}`);
  }
}

/** Throws an InputError where the folder cannot be written to. */
export function writeReport(folder: string, files: readonly ReportFile[]): void {
  try {
    for (const { name, content } of files) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  } catch (error) {
    throw new InputError(`--report: cannot write to ${folder}: ${(error as Error).message}`);
  }
}
