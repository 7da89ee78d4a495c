/** How far a party's obligations are passed on: 村 → 镇 → … */
export const LONGEST_CHAIN = 5;

/**
 * The unit and those it answers through, in order, at most six in all; it ends early where the
 * chain leads back to itself.
 */
export function answeringChain<Unit>(
  unit: Unit,
  through: (unit: Unit) => Unit | undefined,
): Unit[] {
  const chain = [unit];
  for (let next = through(unit); next && chain.length <= LONGEST_CHAIN; next = through(next)) {
    if (chain.includes(next)) break;
    chain.push(next);
  }
  return chain;
}

/** The units of a circle that the unit's chain runs into; null when the chain ends. */
export function circleFrom<Unit>(
  unit: Unit,
  through: (unit: Unit) => Unit | undefined,
): Unit[] | null {
  const seen: Unit[] = [];
  for (let next: Unit | undefined = unit; next; next = through(next)) {
    if (seen.includes(next)) return seen.slice(seen.indexOf(next));
    seen.push(next);
  }
  return null;
}
