import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Review } from '../../api/client.ts';
import { type ReviewAct, useActs } from './acts.ts';
import { isOpen, type Item, itemsOf, type Show, withHeld } from './items.ts';
import type { Open, Work } from './work.ts';

type Shown = { show: Show; setShow: (show: Show) => void; first: string | null };

/** Where somebody is in a review, and what keys and buttons do there. */
export function useReviewing(id: number, review: Review, { show, setShow, first }: Shown) {
  const [chosen, choose] = useState<string | null>(first);
  const [open, setOpen] = useState<Open>(null);
  const held = open === null ? null : chosen;
  const items = useMemo(() => withHeld(itemsOf(review, show), review, held), [review, show, held]);
  const [pane, setPane] = useState<'document' | 'tasks'>('tasks');
  const list = useRef<HTMLElement>(null);
  const document = useRef<HTMLElement>(null);
  // the row that is to have the focus once it is shown; at first any
  const wantsFocus = useRef<string | null>('any');
  const lastAt = useRef(0);
  const lastShow = useRef<Show | null>(null);
  // a row that is not shown any more leaves its place to the one that follows
  const found = items.findIndex((item) => item.id === chosen);
  const isNewList = lastShow.current !== show;
  const fallback = isNewList ? Math.max(0, items.findIndex(isOpen)) : lastAt.current;
  const at = found >= 0 ? found : Math.min(fallback, items.length - 1);
  const current = items[at] ?? null;

  useEffect(() => {
    if (current === null) return;
    lastAt.current = at;
    lastShow.current = show;
    if (wantsFocus.current !== 'any' && wantsFocus.current !== current.id) return;
    focusItem(current.id);
    wantsFocus.current = null;
  }, [current, at, show]);
  useEffect(() => {
    if (open !== null) return;
    // back from a form or dialog: keys go on where they were
    const rest = setTimeout(() => current && focusItem(current.id), 0);
    return () => clearTimeout(rest);
  }, [open]); // oxlint-disable-line react-hooks/exhaustive-deps
  useMarked(document, current?.id ?? null, review);

  // to what was taken back or done again, in a list that has it
  const { act, give, turn } = useActs(id, (item, now) => {
    if (!itemsOf(now, show).some((row) => row.id === item)) {
      setShow(item.startsWith('c') ? 'rest' : 'all');
    }
    wantsFocus.current = item;
    choose(item);
  });
  const here = useRef({ items, current, show, review, open });
  here.current = { items, current, show, review, open };
  const go = useCallback((item: Item | undefined) => {
    if (item === undefined) return;
    wantsFocus.current = item.id;
    choose(item.id);
  }, []);
  const next = useCallback(() => {
    const { items: rows, current: row, show: shown, review: now } = here.current;
    const from = rows.findIndex((item) => item.id === row?.id);
    const after = [...rows.slice(from + 1), ...rows.slice(0, from)].find(isOpen);
    if (after !== undefined) return go(after);
    const rest = itemsOf(now, 'rest').find(isOpen);
    if (shown === 'rest' || rest === undefined) return go(rows[from + 1]);
    // the tasks are done: the other clauses are next
    wantsFocus.current = rest.id;
    choose(rest.id);
    setShow('rest');
  }, [go, setShow]);
  const work: Work = useMemo(
    () => ({
      // what is being typed goes with its row
      choose: (item) => here.current.open === null && choose(item),
      act,
      give,
      open: (what) => {
        choose(here.current.current?.id ?? null);
        setOpen(what);
      },
      next,
      confirm: () => {
        const { current: row, review: now } = here.current;
        if (row === null || !now.mayEdit) return;
        if (isOpen(row)) act(confirmation(row));
        next();
      },
      showDocument: () => setPane('document'),
    }),
    [next], // oxlint-disable-line react-hooks/exhaustive-deps
  );
  const chooseInDocument = useCallback(
    (item: string) => {
      const { items: rows, open: busy } = here.current;
      if (busy !== null) return;
      wantsFocus.current = item;
      setPane('tasks');
      if (!rows.some((row) => row.id === item)) setShow(item.startsWith('c') ? 'rest' : 'all');
      choose(item);
    },
    [setShow],
  );
  const step = (by: number) => go(items[Math.max(0, Math.min(items.length - 1, at + by))]);
  const onKey = (event: KeyboardEvent) => {
    if (open !== null || isTyping(event)) return;
    const done = keyed(event.key);
    if (done) event.preventDefault();
  };
  const keyed = (key: string): boolean => {
    const task = current?.task ?? null;
    if (key === 'j' || key === 'ArrowDown') step(1);
    else if (key === 'k' || key === 'ArrowUp') step(-1);
    else if (key === '?') work.open('keys');
    else if (!review.mayEdit || current === null) return false;
    else if (key === 'Enter') work.confirm();
    else if (key === 'u') turn('undo');
    else if (key === 'r' || key === 'U') turn('redo');
    else if (key === 'd' && task?.dismissed == null) work.open('dismiss');
    else if (key === 't' && current.clause !== null) {
      act({ kind: 'make-task', clause: current.clause.at });
    } else if (task === null || task.dismissed !== null) return false;
    else if (key === 'e') work.open('edit');
    else if (key === 's') work.open('split');
    else if (key === 'm') work.open('merge');
    else return false;
    return true;
  };
  const seeAll = () =>
    act({
      kind: 'see-clauses',
      clauses: items.flatMap(({ clause }) => (clause && !clause.settled ? [clause.at] : [])),
    });
  return {
    items,
    current,
    open,
    work,
    turn,
    pane,
    setPane,
    list,
    document,
    onKey,
    seeAll,
    chooseInDocument,
  };
}

function confirmation({ task, clause }: Item): ReviewAct {
  return task === null
    ? { kind: 'see-clauses', clauses: [clause.at] }
    : { kind: 'review', task: task.key, revision: task.revision };
}

/** Marks in the document what is looked at, and brings it into sight. */
function useMarked(
  document: RefObject<HTMLElement | null>,
  item: string | null,
  review: Review,
): void {
  useEffect(() => {
    const pane = document.current;
    for (const mark of pane?.querySelectorAll('[data-current]') ?? []) {
      mark.removeAttribute('data-current');
    }
    const marks = [...(pane?.querySelectorAll(`[data-item="${item ?? ''}"]`) ?? [])];
    for (const mark of marks) mark.setAttribute('data-current', '');
    if (marks[0] !== undefined) bringIntoSight(pane, marks[0]);
  }, [document, item, review]);
}

/** Scrolls a pane, and nothing but it. */
function bringIntoSight(pane: HTMLElement | null, mark: Element): void {
  if (pane === null) return;
  const [outer, inner] = [pane.getBoundingClientRect(), mark.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  pane.scrollTop += inner.top - outer.top - pane.clientHeight / 3;
}

function focusItem(item: string): void {
  const element = window.document.getElementById(`item-${item}`);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
}

/** Keys that go to a field or a button are not for the list. */
function isTyping({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, button, a, summary, [role=combobox]') !== null
  );
}
