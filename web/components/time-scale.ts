/** Days laid out along a line: where each lies, in per cent, and where the months begin. */
export type TimeScale = {
  at: (day: string) => number;
  months: { name: string; at: number }[];
};

const DAY = 86_400_000;

/**
 * Lays out the whole months from one day to another.
 *
 * @example scaleOf('2027-01-05', '2027-02-10').at('2027-02-01') // 52.5…: 31 of 59 days have passed
 */
export function scaleOf(from: string, to: string): TimeScale {
  const first = monthStart(from, 0);
  const length = numberOf(monthStart(to, 1)) - numberOf(first);
  const at = (day: string) => (100 * (numberOf(day) - numberOf(first))) / length;
  const months = [];
  for (let day = first; day <= to; day = monthStart(day, 1)) {
    months.push({ name: day.slice(0, 7), at: at(day) });
  }
  return { at, months };
}

function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

function monthStart(day: string, later: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + later;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}
