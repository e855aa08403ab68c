/** How what is found is to what was meant: the same, more, or less. */
export type Fidelity = 'exact' | 'wider' | 'narrower';
