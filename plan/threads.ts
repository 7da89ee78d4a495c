/** What a mail is about, by ids: its plans, and its tasks with the most urgent first. */
export type ThreadFacts = { planIds: readonly number[]; taskIds: readonly number[] };

/** More would only join everything that a unit ever gets into one thread. */
const MOST = 5;

/**
 * The threads that a mail belongs to, as ids for its References: of its tasks, the most urgent last,
 * so that a mail program shows it below the earlier mails of that task; of its plans, when it is
 * about whole plans or about more tasks than a thread can be told by. No mail bears such an id
 * itself: the first of a thread may be any.
 *
 * @example threadsOf({ planIds: [1], taskIds: [12, 7] }, 'x.gov.cn')
 * // ['<task.7@x.gov.cn>', '<task.12@x.gov.cn>']
 */
export function threadsOf({ planIds, taskIds }: ThreadFacts, domain: string): string[] {
  const tasks = [...new Set(taskIds)];
  const names =
    tasks.length === 0 || tasks.length > MOST
      ? [...new Set(planIds)].slice(0, MOST).map((id) => `plan.${id}`)
      : tasks.map((id) => `task.${id}`);
  return names.toReversed().map((name) => `<${name}@${domain}>`);
}
