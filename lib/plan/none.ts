/** The list without items: of very many values of a plan nothing is said, and no list is made for each. */
export const NONE: readonly never[] = [];
