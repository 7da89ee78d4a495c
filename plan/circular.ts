/** How far a circular has come: 拟稿, 送审, 审核, 签发, 印发; or given up. */
export type CircularState = 'draft' | 'submitted' | 'reviewed' | 'signed' | 'issued' | 'dropped';

/** What people do to a circular. */
export type CircularStep =
  | 'draft'
  | 'edit'
  | 'ask'
  | 'answer'
  | 'submit'
  | 'return'
  | 'review'
  | 'sign'
  | 'issue'
  | 'drop';
