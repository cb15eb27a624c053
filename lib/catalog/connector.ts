/** Form of a cage and of what is plugged into it. */
export type Connector = 'OSFP' | 'QSFP112' | 'QSFP-DD' | 'QSFP28' | 'SFP28' | 'RJ45';
