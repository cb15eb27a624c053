/**
 * A type with each of its members written down, also those that are undefined. Objects of which a plan has very many
 * are one such literal: to take over another object and add to it takes ten times as long.
 */
export type Whole<T> = { readonly [Key in keyof Required<T>]: T[Key] };
