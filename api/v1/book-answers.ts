import type { BookEntry, Departed } from '../../db/book.ts';
import type { Edited } from '../../db/book-edit.ts';
import { KIND_NAMES, ROLE_NAMES } from '../../plan/address-book-heads.ts';
import { type BookChange, bookChangeWords } from '../../plan/book-changes.ts';
import { LACK_HINTS } from '../../plan/book-keeping.ts';
import type { PlainDate } from '../../plan/date.ts';
import type { Commander } from '../../client/command.ts';
import { bring } from './bring.ts';

type Besides = { away: Map<number, { to: PlainDate }>; departed: Map<number, Departed> };

/** A unit of the address book as the desk shows it. */
export function unitShown(entry: BookEntry, { away, departed }: Besides) {
  const { id, name, kind, side, aliases, answersThrough, phone, mailbox, reachedAt } = entry;
  const gone = entry.lack === 'no-contact' ? departed.get(id) : undefined;
  return {
    id,
    name,
    kind,
    kindName: KIND_NAMES[kind],
    side,
    aliases,
    answersThrough,
    phone,
    mailbox,
    reachedAt,
    liaison: entry.liaison,
    unreachable: entry.liaison ? null : entry.unreachable,
    hint: entry.lack === null || entry.liaison ? null : LACK_HINTS[entry.lack],
    departed: gone === undefined ? null : { name: gone.name, to: gone.to },
    posts: entry.posts.map((holder) => ({
      postId: holder.postId,
      role: holder.role,
      roleName: ROLE_NAMES[holder.role],
      personId: holder.personId,
      name: holder.name,
      room: holder.room,
      phone: holder.phone,
      email: holder.email,
      emailFault: holder.emailFault,
      phoneFault: holder.phoneFault,
      from: holder.from,
      awayTo: away.get(holder.personId)?.to ?? null,
    })),
  };
}

/** A change of the address book as the desk shows it. */
export function changeShown(change: BookChange) {
  return { kind: change.kind, unit: change.unit, says: bookChangeWords(change) };
}

/** What was done by hand, brought to what is open. */
export async function editedShown(commander: Commander, { id, changes, change }: Edited) {
  const brought = await bring(commander, change);
  return { id, changes: changes.map(changeShown), reached: change?.reached ?? 0, brought };
}
