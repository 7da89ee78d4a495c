/** What this browser was told to do otherwise; kept here, as it is nobody else's matter. */
export function readChoice<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  try {
    const stored = localStorage.getItem(`duban.${name}`);
    return choices.find((choice) => choice === stored) ?? choices[0];
  } catch {
    return choices[0]; // storage is closed to us
  }
}

/** Keeps a choice for the next visit, where the browser lets us. */
export function writeChoice(name: string, choice: string): void {
  try {
    localStorage.setItem(`duban.${name}`, choice);
  } catch {
    // it holds for this visit
  }
}
