import { withdrawUntaken, writeEarly, type Written } from '../db/early.ts';
import { type Bundle, type Gathered, gatherMessages, type Reason } from '../db/merging.ts';
import { type Directory, findRecipient, unitsToldTo } from '../plan/audience.ts';
import type { Merging } from './merging.ts';

/** The address book, and how it is to be read for a plan. */
type Directories = { directory: Directory; directoryOf: (planId: number) => Directory };

/**
 * Puts into digests that leave anyway what their readers would be told a few days later
 * (docs/office-rules.md, 5). It costs one question about the agendas of their units.
 */
export async function bringForward(
  { db, calendar, policy, domain }: Merging,
  gathered: Gathered[],
  { directory, directoryOf }: Directories,
  now: number,
): Promise<void> {
  const hosts = new Map<number, Bundle[]>();
  for (const { bundle, messageId } of gathered) {
    if (messageId === null || bundle.kind !== 'digest') continue;
    hosts.set(bundle.personId, [...(hosts.get(bundle.personId) ?? []), bundle]);
  }
  const placeOf = (reason: Reason) => {
    const found = findRecipient(directoryOf(reason.planId), reason);
    if (found === null || found === 'liaison') return null;
    const host = hosts
      .get(found.personId)
      ?.find(({ channel }) => channel === 'mail' || found.phone !== null);
    return host === undefined ? null : { host, unitId: found.unitId };
  };
  const unitIds = unitsToldTo(directory, new Set(hosts.keys()));
  const ahead = { calendar, days: policy.bringForwardDays, now };
  const written = await writeEarly(db, unitIds, ahead, (reason) => placeOf(reason) !== null);
  await gatherMessages(db, ridingAlong(written, placeOf), domain, now);
  const ids = written.map(({ id }) => id);
  await withdrawUntaken(db, ids); // their digest has left meanwhile: they are told in their own time
}

/** The digests once more, each with what rides in it. */
function ridingAlong(
  written: Written[],
  placeOf: (reason: Reason) => { host: Bundle; unitId: number } | null,
): Bundle[] {
  const riding = new Map<Bundle, Bundle>();
  for (const { id, reason } of written) {
    const place = placeOf(reason);
    if (place === null) continue;
    const bundle = riding.get(place.host) ?? { ...place.host, members: [] };
    bundle.members.push({ group: { ...reason, ids: [id] }, unitId: place.unitId });
    riding.set(place.host, bundle);
  }
  return [...riding.values()];
}
