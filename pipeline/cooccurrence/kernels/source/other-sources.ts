/** What the networks beside the one of attributions are made of (source-networks.ts), apart so that settings name it without what computes it. */
export const OTHER_SOURCES = ['activation', 'generic'] as const;
