/** The task queue on which all of Duban's workflows and activities run. */
export const TASK_QUEUE = 'duban';
