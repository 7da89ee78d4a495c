import { Alert, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isLoggedOut, problemOf, silenceOf } from '../api/problem.ts';

/** What went wrong, in words, and what can be done about it. */
export function Refusal({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  const silence = silenceOf(error);
  const retry = again !== undefined && problem === null && (
    <Button size="small" onClick={again}>
      {t('state.again')}
    </Button>
  );
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={problem?.title ?? t(silence)}
      description={
        <>
          <div>{problem?.detail ?? t(`${silence}Hint`)}</div>
          {problem?.errors !== undefined && problem.errors.length > 1 && (
            <ul>
              {problem.errors.map(({ at, says }) => (
                <li key={`${at}/${says}`}>{says}</li>
              ))}
            </ul>
          )}
        </>
      }
      action={retry}
    />
  );
}

/** What is shown of something asked for: itself, or why it is not there (yet). */
export function Asked<Data>({
  of: { data, error, isPending, refetch },
  children,
}: {
  of: { data: Data | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  children: (data: Data) => ReactNode;
}) {
  if (data !== undefined) return children(data);
  if (error !== null && !isLoggedOut(error)) {
    return <Refusal error={error} again={() => void refetch()} />;
  }
  if (!isPending) return null;
  return <Reading />;
}

/** Something is on its way. */
export function Reading() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Skeleton active />
    </div>
  );
}

/** There is nothing, and what that means. */
export function Nothing({ children }: { children: ReactNode }) {
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children} />;
}
