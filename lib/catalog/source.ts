/** The source and date of a fact. The vendor changes its pages and policies without notice. */
export interface Source {
  /** Address of the page. */
  readonly source: string;
  /** Date of reading, `YYYY-MM-DD`. */
  readonly read: string;
}
