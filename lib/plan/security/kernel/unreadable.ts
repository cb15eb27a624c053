/** Something in an object is not of the type that the API has there. */
export class Unreadable extends Error {
  /** @param at path of the field, made of our own words only */
  public constructor(public readonly at: string) {
    super(`cannot be read at ${at}`);
  }
}
