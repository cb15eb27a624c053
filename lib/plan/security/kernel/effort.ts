/** Work that several comparisons may do together: each alone may be small enough, and all of them not. */
export class Effort {
  /** @param left cuts that may be made */
  public constructor(private left: number) {}

  /**
   * Takes work from what is left.
   *
   * @param cuts how much
   * @returns whether there was enough
   */
  public spend(cuts: number): boolean {
    this.left -= cuts;
    return this.left >= 0;
  }
}
