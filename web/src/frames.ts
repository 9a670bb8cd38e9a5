// Long lists drawn a screenful at a time, so that no task of the page takes long; what is behind the
// first comes in the frames after it, until the list is complete.

const perFrame = 24;

/** How much of a list is drawn. `redraw` draws as much of it as `of` says then. */
export class Drawn {
  private count = perFrame;
  private frame: number | undefined;

  constructor(private readonly redraw: () => void) {}

  /** How many of `total` to draw now. Drawing is asked for again until it is all. */
  of(total: number): number {
    if (this.count < total) {
      this.frame ??= requestAnimationFrame(() => {
        this.frame = undefined;
        this.count += perFrame;
        this.redraw();
      });
    }
    return Math.min(this.count, total);
  }
}
