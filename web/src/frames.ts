// Long lists drawn a screenful at a time, so that no task of the page takes long; what is behind the
// first comes in the frames after it, until the list is complete.

const perFrame = 24;

/**
 * Does `work` on half-open ranges of `count` items: on the first at once, on the others in later
 * frames. What it returns stops it.
 */
export function inFrames(count: number, work: (from: number, to: number) => void): () => void {
  let done = 0;
  let frame: number | undefined;
  const step = () => {
    const to = Math.min(count, done + perFrame);
    work(done, to);
    done = to;
    frame = done < count ? requestAnimationFrame(step) : undefined;
  };
  step();
  return () => frame !== undefined && cancelAnimationFrame(frame);
}

/** How much of a list an element has drawn, for elements that draw all of it each time. */
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
