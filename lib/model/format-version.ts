/** Version of the form of `datahall.json` and `index.json`; a change that breaks readers raises it. */
export const FORMAT_VERSION = 1;
