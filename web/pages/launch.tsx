import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { getLaunch, type LaunchForm, rehearseLaunch } from '../api/client.ts';
import { type LaunchOptions, launchOptions } from '../api/launch-options.ts';
import { LaunchChoices } from '../components/launch-choices.tsx';
import { LaunchCourse, LaunchStart } from '../components/launch-course.tsx';
import { Rehearsal } from '../components/rehearsal.tsx';
import { sign } from '../components/signs.ts';
import { Asked, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { LAUNCH } from '../i18n/launch.ts';
import '../styles/plan.css';
import { MissingPage } from './missing.tsx';
import { usePlanId } from './plan.tsx';

/** A launch: what is chosen, what it would send, the one button, and how far it has come. */
export function LaunchPage() {
  const id = usePlanId();
  return id === null ? <MissingPage /> : <Launch id={id} />;
}

function Launch({ id }: { id: number }) {
  const { t } = useTranslation(['translation', LAUNCH]);
  useTitle(t('launch:title'));
  const form = useQuery({ queryKey: ['launch', id], queryFn: () => getLaunch({ id }) });
  return (
    <>
      <div className="title-row">
        <h1>
          {t('launch:title')}
          {form.data !== undefined && `${sign('colon')}${form.data.title}`}
        </h1>
        <Link to={`/plans/${id}`}>{t('launch:back')}</Link>
      </div>
      <Asked of={form}>
        {(found) =>
          found.progress.state === 'draft' ? (
            <Draft id={id} form={found} />
          ) : (
            <LaunchCourse id={id} before={found.progress} />
          )
        }
      </Asked>
    </>
  );
}

export type Choose = (changes: Record<string, string | undefined>) => void;

function Draft({ id, form }: { id: number; form: LaunchForm }) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const [search, setSearch] = useSearchParams();
  const options: LaunchOptions = launchOptions(search);
  const units = search.get('units') === 'punctual' ? 'punctual' : 'silent';
  const rehearsal = useQuery({
    queryKey: ['rehearsal', id, options, units],
    // what is asked anew cancels what was asked before
    queryFn: ({ signal }) => rehearseLaunch({ id, body: { ...options, units } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const choose: Choose = (changes) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: true, preventScrollReset: true });
  };
  const isStale = rehearsal.isPlaceholderData || rehearsal.isFetching;
  return (
    <>
      <h2>{t('launch:options')}</h2>
      <LaunchChoices
        id={id}
        form={form}
        options={options}
        choose={choose}
        rehearsal={rehearsal.data}
      />
      <h2>{t('launch:preview')}</h2>
      <Radio.Group
        aria-label={t('launch:assume')}
        className="no-print"
        value={units}
        onChange={({ target }) => choose({ units: String(target.value) })}
        options={(['silent', 'punctual'] as const).map((each) => ({
          value: each,
          label: t(`launch:${each}`),
        }))}
      />
      <p role="status">
        {isStale && t(rehearsal.data === undefined ? 'launch:computing' : 'launch:recomputing')}
      </p>
      {rehearsal.error !== null && (
        <Refusal error={rehearsal.error} again={() => void rehearsal.refetch()} />
      )}
      {rehearsal.data !== undefined && (
        <div className={isStale ? 'stale' : undefined} aria-busy={isStale}>
          <Rehearsal found={rehearsal.data} />
        </div>
      )}
      <h2>{t('launch:launch')}</h2>
      <LaunchStart
        id={id}
        title={form.title}
        options={options}
        rehearsal={isStale || rehearsal.error !== null ? undefined : rehearsal.data}
      />
    </>
  );
}
