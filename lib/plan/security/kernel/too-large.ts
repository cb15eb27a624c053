/** More pieces than a reader, or the time of a report, could take. */
export class TooLarge extends Error {
  public constructor() {
    super('too large to compare');
  }
}
