import type { rehearseLaunch } from './client.ts';

/** What is rehearsed: what would be chosen at launch, and how units are supposed to behave. */
export type RehearsalBody = Parameters<typeof rehearseLaunch>[0]['body'];
/** What is chosen at launch. */
export type LaunchOptions = Omit<RehearsalBody, 'units'>;

const LINKS = ['open', 'internal', 'none'] as const;

/**
 * What of a launch is chosen in an address, so that a reload keeps it and a colleague sees the same.
 *
 * @example launchOptions(new URLSearchParams('from=2027-03-01&unreviewed=1')) // { superviseFrom: '2027-03-01', unreviewed: true }
 */
export function launchOptions(search: URLSearchParams): LaunchOptions {
  const issued = day(search.get('issued'));
  const superviseFrom = day(search.get('from'));
  const until = day(search.get('until'));
  const links = LINKS.find((each) => each === search.get('links'));
  const office = Number(search.get('office'));
  const isSet = (name: string) => search.get(name) === '1';
  return {
    ...(issued === null ? {} : { issued }),
    ...(superviseFrom === null ? {} : { superviseFrom }),
    ...(Number.isInteger(office) && office > 0 ? { officeId: office } : {}),
    ...(until === null ? {} : { until }),
    ...(isSet('yearly') ? { openEnded: true } : {}),
    ...(isSet('as_read') ? { openEnded: false } : {}),
    ...(links === undefined ? {} : { links }),
    ...(isSet('unreviewed') ? { unreviewed: true } : {}),
    ...(isSet('without_contact') ? { withoutContact: true } : {}),
    ...(isSet('returns') ? { quarterlyReturn: true } : {}),
  };
}

function day(given: string | null): string | null {
  return given !== null && /^20\d{2}-\d{2}-\d{2}$/.test(given) ? given : null;
}
