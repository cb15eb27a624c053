/** Values of the chart `kserve-crd` (v0.20.0): it reads none. */
export type KserveCrdValues = Readonly<Record<string, never>>;
