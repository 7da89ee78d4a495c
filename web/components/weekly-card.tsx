import { useTranslation } from 'react-i18next';
import type { ActLine, WeeklyMatter } from '../api/client.ts';
import { WEEKLY } from '../i18n/weekly.ts';
import { DataTable } from './data-table.tsx';
import { dayOf, minuteOf } from './days.ts';
import { Due } from './due.tsx';
import { QuickActs } from './quick-acts.tsx';
import { RowLight, titleOf } from './row.tsx';

/** What a leader decides of a matter, the usual first. */
const DECISIONS = [
  'decide-extension',
  'uphold',
  'close',
  'return',
  'instruct',
  'rectify',
  'summon',
  'take-note',
] as const;

/** A matter as a leader reads it: how late, who knows of it, what each side did, what is proposed. */
export function WeeklyCard({ matter, more }: { matter: WeeklyMatter; more: () => void }) {
  const { t } = useTranslation(['translation', WEEKLY]);
  const { row, planTitle, held, remark, proposal, proof, unit, office, offered } = matter;
  return (
    <article className={held === null ? 'matter' : 'matter matter-held'}>
      <h3>
        {row.number} {titleOf(row)}
      </h3>
      <div className="waiting-facts">
        <strong>{row.unit}</strong>
        <RowLight row={row} />
        <span>
          {t('ledger.due')} <Due row={row} />
        </span>
        <span className="small">{planTitle}</span>
      </div>
      <dl>
        {held !== null && (
          <>
            <dt>{t('weekly:held')}</dt>
            <dd>{held}</dd>
          </>
        )}
        <dt>{t('weekly:proof')}</dt>
        <dd>{proof?.replace(/^告知凭据：/, '') ?? t('weekly:noProof')}</dd>
        <dt>{t('weekly:unit')}</dt>
        <dd>
          <Acts acts={unit} none={t('weekly:unitSilent')} />
        </dd>
        <dt>{t('weekly:office')}</dt>
        <dd>
          <Acts acts={office} none={t('weekly:officeSilent')} />
        </dd>
        {remark !== null && (
          <>
            <dt>{t('weekly:remark')}</dt>
            <dd>{remark}</dd>
          </>
        )}
        {row.light === 'red' && (
          <>
            <dt>{t('weekly:proposal')}</dt>
            <dd>{proposal}</dd>
          </>
        )}
      </dl>
      <Told matter={matter} />
      <QuickActs row={row} offered={offered} kinds={DECISIONS} more={more} />
    </article>
  );
}

/** The last act in full, and those before it folded. */
function Acts({ acts, none }: { acts: ActLine[]; none: string }) {
  const { t } = useTranslation(['translation', WEEKLY]);
  const [last, ...earlier] = acts;
  if (last === undefined) return none;
  return (
    <>
      <ActWords act={last} />
      {earlier.length > 0 && (
        <details>
          <summary>{t('weekly:earlier', { count: earlier.length })}</summary>
          {earlier.map((act) => (
            <ActWords key={act.seq} act={act} />
          ))}
        </details>
      )}
    </>
  );
}

function ActWords({ act: { at, words, text, person, enteredBy } }: { act: ActLine }) {
  return (
    <div>
      {[dayOf(at), words, enteredBy ?? person].filter(Boolean).join(' ')}
      {text !== null && `：${text}`}
    </div>
  );
}

function Told({ matter: { told, row } }: { matter: WeeklyMatter }) {
  const { t } = useTranslation(['translation', WEEKLY]);
  if (told.length === 0) return <p className="small">{t('weekly:nobodyTold')}</p>;
  return (
    <details>
      <summary>{t('weekly:told', { count: told.length })}</summary>
      <DataTable
        label={`${t('weekly:told', { count: told.length })} ${row.title}`}
        rows={told.map((each, place) => ({ ...each, place }))}
        keyOf={({ place }) => place}
        columns={[
          { key: 'at', head: t('weekly:at'), cell: ({ at }) => minuteOf(at) },
          {
            key: 'channel',
            head: t('weekly:channel'),
            cell: ({ channel }) => t(`channel.${channel}`),
          },
          { key: 'reader', head: t('weekly:reader'), cell: ({ reader }) => reader ?? '' },
          {
            key: 'heard',
            head: t('weekly:heardHead'),
            cell: ({ heard }) =>
              heard === null ? t('weekly:accepted') : t(`weekly:heard.${heard}`),
          },
        ]}
      />
    </details>
  );
}
