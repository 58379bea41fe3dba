/** A box to place, in pixels. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A line to lead from a box to another, with room for its label. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where boxes and lines are. Points of boxes and labels are their centres. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Point>;
  /** In the order of the lines. */
  readonly lines: readonly { readonly points: readonly Point[]; readonly label: Point }[];
}

/** Places boxes from left to right, so that few lines cross. The same input gives the same places. */
export type Layout = (boxes: readonly Box[], lines: readonly Line[]) => Placed;
