/** The state of a plan: 草稿, 启动中, 督办中, 已暂停, 已结束. */
export type PlanState = 'draft' | 'launching' | 'running' | 'paused' | 'ended';

export const PLAN_STATES: Record<PlanState, string> = {
  draft: '还是草稿',
  launching: '正在启动',
  running: '正在督办',
  paused: '已经暂停',
  ended: '已经结束',
};

/**
 * Whether a plan's messages carry links, and where those open: for everybody, on the internal
 * network only (the message says so), or none, so that answers come by mail, telephone or paper.
 */
export const LINK_CHOICES = ['open', 'internal', 'none'] as const;

export type LinkChoice = (typeof LINK_CHOICES)[number];
