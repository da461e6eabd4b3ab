/** How often something may happen within any span of time; what is over that is told no, and costs nothing. */

export type Ration = {
  /** Counts one more if there is room. @param at epoch ms */
  take(at: number): boolean;
  hasRoom(at: number): boolean;
};

/** A clock that is set back makes no room: what seems to come from later counts as well. */
export function createRation(limit: number, withinMs: number): Ration {
  let taken: readonly number[] = [];
  const hasRoom = (at: number): boolean => {
    taken = taken.filter((each) => at - each < withinMs);
    return taken.length < limit;
  };
  return {
    hasRoom,
    take(at) {
      if (!hasRoom(at)) return false;
      taken = [...taken, at];
      return true;
    },
  };
}
