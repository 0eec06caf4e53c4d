/** Columns of the table `feature` for tests that do not ask where features fire. */
export const unplaced = (count: number) => ({
  main_position: Array<number>(count).fill(0),
  constant: Array<boolean>(count).fill(false),
  before_difference: Array<boolean>(count).fill(false),
});
