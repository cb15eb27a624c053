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
   * Takes as many rows as fit, in their order.
   *
   * @param rows rows without their line ends
   */
  public rows(rows: readonly string[]): readonly string[] {
    const until = rows.findIndex((row) => !this.take(`${row}\n`));
    return until === -1 ? rows : rows.slice(0, until);
  }
}
