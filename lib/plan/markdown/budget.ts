/** Room of a comment in bytes, filled piece by piece: what does not fit is left out as a whole. */
export class Budget {
  private used = 0;

  /** @param bytes all room */
  public constructor(private readonly bytes: number) {}

  /**
   * Takes room, if there is enough.
   *
   * @param text what needs it
   * @returns whether it fits
   */
  public take(text: string): boolean {
    const size = Buffer.byteLength(text);
    if (this.used + size > this.bytes) return false;
    this.used += size;
    return true;
  }

  /**
   * Gives room back that was taken.
   *
   * @param text what needed it
   */
  public give(text: string): void {
    this.used -= Buffer.byteLength(text);
  }

  /**
   * Takes room that is kept for later, at most what is left.
   *
   * @param bytes how much
   * @returns gives it back
   */
  public hold(bytes: number): () => void {
    const held = Math.max(0, Math.min(bytes, this.bytes - this.used));
    this.used += held;
    return () => {
      this.used -= held;
    };
  }

  /**
   * Takes as many rows as fit, in their order; no more are made than that.
   *
   * @param rows rows without their line ends
   */
  public rows(rows: Iterable<string>): readonly string[] {
    const fitting: string[] = [];
    for (const row of rows) {
      if (!this.take(`${row}\n`)) break;
      fitting.push(row);
    }
    return fitting;
  }
}
