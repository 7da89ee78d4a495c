import type { Force } from './extracted.ts';

/** What of a duty decides whether its unit may be urged by hand at all. */
export type Urged = {
  /** Lies with the other side. */
  liaison: boolean;
  /** 党政办公室、组织部 …, and leaders. */
  leadingBody: boolean;
  /** Owed by the office itself. */
  ownOffice: boolean;
  force: Force;
};

/** Why a unit is not urged by hand, whatever its duty's state (docs/office-rules.md, 12, 15, 24); null: it may be. */
export function whyNotUrged({ liaison, leadingBody, ownOffice, force }: Urged): string | null {
  if (liaison) return '该事项由对方办理，不发催办；请用商请函与对方办公室联系';
  if (ownOffice) return '该事项由本办公室自己办理，不需催办';
  if (leadingBody) return '领导机关和领导不发催办，请当面或电话沟通';
  return force === 'advice' ? '文件只是建议，不发催办；需要过问的请电话沟通' : null;
}
