/** A file of a report: a name inside the report's folder, and what is in it. Who writes it decides where the folder is. */
export interface ReportFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}
