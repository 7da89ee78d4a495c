/** What somebody may decide before a launch, or what stands against it. */
export const LAUNCH_TOPICS = [
  'state',
  'issued',
  'start',
  'term',
  'coordinator',
  'links',
  'review',
  'names',
  'contacts',
  'returns',
  'budget',
] as const;

export type LaunchTopic = (typeof LAUNCH_TOPICS)[number];

/** What stands against a launch, or is to be known before it, and what would settle it. */
export type LaunchFault = {
  about: LaunchTopic;
  /** In words that hold wherever they are read. */
  says: string;
  /** The same with what to type; where nothing is to be typed, the same words. */
  cli: string;
  /** The tasks, names or units that are meant. */
  items: string[];
};

/** A fault whose words are the same everywhere. */
export function plainFault(about: LaunchTopic, says: string): LaunchFault {
  return { about, says, cli: says, items: [] };
}
