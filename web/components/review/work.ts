import type { ReviewAct } from './acts.ts';

/** What is open over the list. */
export type Open = 'edit' | 'dismiss' | 'split' | 'merge' | 'keys' | null;

/** What a row may ask of its page; the same object throughout, so that rows are not drawn anew. */
export type Work = {
  choose: (item: string) => void;
  act: (command: ReviewAct) => void;
  /** Gives an act and waits for it; fails with the refusal. */
  give: (command: ReviewAct) => Promise<unknown>;
  open: (what: Open) => void;
  /** Confirms the present row and goes on. */
  confirm: () => void;
  next: () => void;
  showDocument: () => void;
};
