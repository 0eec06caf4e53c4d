/** The stages of this analysis in the order they run, for the command line, which loads none of them to show help. */
export const STAGE_NAMES = ['evaluate'];
