/**
 * Where business time comes from. Production: engine time is the wall clock and `shift` is 0.
 * Demo, rehearsal and tests choose the shift that puts the plan on the day they want.
 */
export type Clock = { now: () => number };

/** The wall clock moved by `shift` milliseconds; the only place that asks the machine for the time. */
export function wallClock(shift = 0): Clock {
  return { now: () => Date.now() + shift };
}
