import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  editReview,
  type Review,
  type ReviewEditInputInput,
  type ReviewPatch,
  turnReviewEdit,
} from '../../api/client.ts';
import { problemOf, silenceOf } from '../../api/problem.ts';
import { queryClient } from '../../api/query.ts';
import { reviewKey, takePatch } from '../../api/review.ts';
import { REVIEW } from '../../i18n/review.ts';
import { newId } from '../new-id.ts';
import { inBrackets } from '../signs.ts';
import { foreseen, takenBack } from './foreseen.ts';
import { itemOfClause } from './marks.ts';

export type ReviewAct = ReviewEditInputInput['command'];

/**
 * Gives acts of a review: each is sent once and shown at once where it is plain what comes of it; what
 * it and others changed is taken in, and what was refused is taken back with the reason.
 */
export function useActs(id: number, arrive: (item: string, review: Review) => void) {
  const { t } = useTranslation([REVIEW, 'translation']);
  const { message } = App.useApp();
  const seen = () => queryClient.getQueryData<Review>(reviewKey(id))?.version ?? 0;
  const taken = (patch: ReviewPatch) => takePatch(id, patch);
  // what stands against it is shown at once, and nothing stays that the server does not know
  const refused = () => void queryClient.invalidateQueries({ queryKey: reviewKey(id) });
  const acting = useMutation({
    mutationFn: (command: ReviewAct) =>
      editReview({
        id,
        idempotencyKey: newId(),
        reviewEditInputInput: { seen: seen(), command },
      }),
    onMutate: (command) => {
      const before = queryClient.getQueryData<Review>(reviewKey(id));
      if (before === undefined) return null;
      const { tasks, clauses } = foreseen(before, command);
      queryClient.setQueryData<Review>(reviewKey(id), { ...before, tasks, clauses });
      return before;
    },
    onSuccess: taken,
    onError: (_error, command, before) => {
      queryClient.setQueryData<Review>(reviewKey(id), (now) => {
        if (now === undefined || before === null || before === undefined) return now;
        const { tasks, clauses } = takenBack(now, before, command);
        return { ...now, tasks, clauses };
      });
      refused();
    },
  });
  const turning = useMutation({
    mutationFn: ({ edit, turn }: { edit: number; turn: 'undo' | 'redo'; kind: string }) =>
      turnReviewEdit({ id, edit, turn, body: { seen: seen() } }),
    onSuccess: taken,
    onError: refused,
  });
  const tell = (error: unknown) =>
    void message.error(problemOf(error)?.detail ?? t(silenceOf(error), { ns: 'translation' }), 8);
  return {
    /** For those who show a refusal where they stand. */
    give: acting.mutateAsync,
    /** For keys and buttons: a refusal is told. */
    act: (command: ReviewAct) => void acting.mutateAsync(command).catch(tell),
    turn: (turn: 'undo' | 'redo') => {
      const edit = queryClient.getQueryData<Review>(reviewKey(id))?.[turn];
      if (edit === null || edit === undefined || turning.isPending) return;
      const act = actName(edit.kind);
      const before = queryClient.getQueryData<Review>(reviewKey(id));
      turning.mutate(
        { edit: edit.id, turn, kind: edit.kind },
        {
          onError: tell,
          onSuccess: () => {
            const now = queryClient.getQueryData<Review>(reviewKey(id));
            const what = namedIn(edit, now) ?? namedIn(edit, before);
            const count = Math.max(edit.tasks.length, edit.clauses.length);
            const words = count > 1 ? t('andMore', { what, count }) : what;
            const of = what === null ? '' : inBrackets(words ?? '');
            void message.success(t(`told.${turn}`, { act: t(`acts.${act}`), of }), 5);
            const item = now === undefined ? undefined : itemIn(edit, now);
            if (now !== undefined && item !== undefined) arrive(item, now);
          },
        },
      );
    },
  };
}

type Turned = NonNullable<Review['undo']>;

/** As much of a title or clause is told. */
const TOLD = 24;

/** The first task, else clause, that an act changed, in words; null: it is not there. */
function namedIn({ tasks, clauses }: Turned, review: Review | undefined): string | null {
  const task = review?.tasks.find(({ key }) => tasks.includes(key));
  const clause = review?.clauses.find(({ at }) => clauses.includes(at));
  if (task !== undefined) return short(`${task.key} ${task.title}`);
  if (clause === undefined || review === undefined) return null;
  return short(review.text.slice(clause.start, clause.end));
}

/** Where that stands in the list. */
function itemIn({ tasks, clauses }: Turned, review: Review): string | undefined {
  const task = review.tasks.find(({ key }) => tasks.includes(key));
  const clause = review.clauses.find(({ at }) => clauses.includes(at));
  return task?.key ?? (clause && itemOfClause(clause.at));
}

function short(words: string): string {
  return words.length > TOLD ? `${words.slice(0, TOLD)}…` : words;
}

const ACTS = [
  'change',
  'change-many',
  'review',
  'unreview',
  'restore',
  'dismiss',
  'split',
  'merge',
  'make-task',
  'dismiss-clause',
  'see-clauses',
  'sheet',
  'undo',
  'redo',
] as const;

/** The name under which the words of an act are kept. */
export function actName(kind: string): (typeof ACTS)[number] {
  return ACTS.find((act) => act === kind) ?? 'change';
}
