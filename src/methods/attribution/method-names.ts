/** The attribution methods by name; method-values.ts says what each computes. Apart, so that reading settings loads no engine. */
export const METHODS = ['gradient', 'integrated-gradients', 'exact'] as const;
export type AttributionMethod = (typeof METHODS)[number];
