/** Where a fact was read, and when. The vendor changes its pages and policies without notice. */
export interface Source {
  /** Address of the page. */
  readonly source: string;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
}
