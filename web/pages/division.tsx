import '../styles/review.css';
import '../styles/division.css';
import { useQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { type Division, type DivisionRow, getDivision } from '../api/client.ts';
import { site } from '../api/site.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { dayOf } from '../components/days.ts';
import { AssignBar } from '../components/division-assign.tsx';
import { IssueDialog, PhoneDialog, SendDialog } from '../components/division-dialogs.tsx';
import { ReturnDialog } from '../components/division-return.tsx';
import { DivisionTable } from '../components/division-table.tsx';
import { inBrackets, sign } from '../components/signs.ts';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { DIVISION } from '../i18n/division.ts';

/** 任务分解: who does what, what the units say to it, and what was sent and issued. */
export function DivisionPage() {
  const { t } = useTranslation(DIVISION);
  useTitle(t('page'));
  const id = Number(useParams()['id']);
  const division = useQuery({ queryKey: ['division', id], queryFn: () => getDivision({ id }) });
  return <Asked of={division}>{(found) => <Whole id={id} found={found} />}</Asked>;
}

type WholeProps = { id: number; found: Division };

function Whole({ id, found }: WholeProps) {
  const { t } = useTranslation(DIVISION);
  const [search, setSearch] = useSearchParams();
  const [chosen, choose] = useState<string[]>([]);
  const by = search.get('by') === 'unit' ? 'unit' : 'task';
  const { rows, mayEdit, title, rounds, liaison } = found;
  const unitless = rows.filter(({ lead }) => lead.length === 0);
  const issued = rounds.find(({ kind }) => kind === 'settled');
  return (
    <>
      <div className="title-row">
        <h1>{t('of', { title })}</h1>
        <Link to={`/plans/${id}/review`}>{t('review')}</Link>
        <Link to={`/plans/${id}/names`}>{t('names')}</Link>
        <Link to={`/plans/${id}/launch`}>{t('launch')}</Link>
      </div>
      <p role="status">
        {unitless.length > 0 ? t('unitless', { count: unitless.length }) : t('allHaveUnits')}
        {issued !== undefined && `${sign('semicolon')}${t('issuedOn', { day: dayOf(issued.at) })}`}
      </p>
      {!mayEdit && <p className="small">{t('readOnly')}</p>}
      <Acts id={id} found={found} />
      <div className="division-bar no-print">
        <Radio.Group
          optionType="button"
          aria-label={t('by')}
          value={by}
          onChange={({ target }) =>
            setSearch(target.value === 'unit' ? { by: 'unit' } : {}, { replace: true })
          }
          options={[
            { value: 'task', label: t('byTask') },
            { value: 'unit', label: t('byUnit') },
          ]}
        />
        {mayEdit && unitless.length > 0 && (
          <Button onClick={() => choose(unitless.map(({ key }) => key))}>{t('chooseAll')}</Button>
        )}
      </div>
      {mayEdit && chosen.length > 0 && (
        <AssignBar id={id} found={found} chosen={chosen} clear={() => choose([])} />
      )}
      {rows.length === 0 && <Nothing>{t('none')}</Nothing>}
      {groupsOf(rows, by, t('nobody')).map((group) => (
        <section key={group.name} aria-label={group.name || t('page')}>
          {group.name !== '' && (
            <h2>
              {group.name}
              {inBrackets(group.rows.length)}
            </h2>
          )}
          <DivisionTable
            id={id}
            label={group.name || t('page')}
            rows={group.rows}
            mayEdit={mayEdit}
            chosen={chosen}
            choose={choose}
          />
        </section>
      ))}
      {liaison.length > 0 && (
        <p className="small">{t('liaison', { names: liaison.join(sign('list')) })}</p>
      )}
      <Units found={found} />
      <Rounds id={id} found={found} />
    </>
  );
}

/** What is nobody's first; then in the document's order, or by unit: what it leads, then what it supports. */
function groupsOf(rows: DivisionRow[], by: 'task' | 'unit', nobody: string) {
  const open = rows.filter(({ lead }) => lead.length === 0);
  const first = open.length === 0 ? [] : [{ name: nobody, rows: open }];
  const rest = rows.filter(({ lead }) => lead.length > 0);
  if (by === 'task') return [...first, ...(rest.length === 0 ? [] : [{ name: '', rows: rest }])];
  const names = [...new Set(rows.flatMap(({ lead, support }) => [...lead, ...support]))];
  const units = names.map((name) => ({
    name,
    rows: [
      ...rows.filter(({ lead }) => lead.includes(name)),
      ...rows.filter(({ lead, support }) => support.includes(name) && !lead.includes(name)),
    ],
  }));
  return [...first, ...units];
}

function Acts({ id, found }: WholeProps) {
  const { t } = useTranslation(DIVISION);
  const [open, setOpen] = useState<'send' | 'phone' | 'return' | 'issue' | null>(null);
  const close = () => setOpen(null);
  const { mayEdit, units } = found;
  const table = (query: string) => `${site}/api/v1/plans/${id}/division/table?${query}`;
  return (
    <div className="division-bar no-print">
      {mayEdit && (
        <>
          <Button type="primary" onClick={() => setOpen('send')}>
            {t('send')}
          </Button>
          <Button
            disabled={units.every(({ askedAt }) => askedAt === null)}
            onClick={() => setOpen('phone')}
          >
            {t('phone')}
          </Button>
          <Button onClick={() => setOpen('return')}>{t('return')}</Button>
          <Button onClick={() => setOpen('issue')}>{t('issue')}</Button>
        </>
      )}
      <span>
        {t('download')}
        {sign('colon')}
        <a href={table('format=docx')}>{t('docx')}</a>{' '}
        <a href={table('format=xlsx')}>{t('xlsx')}</a>{' '}
        <a href={table('format=docx&by=unit')}>{t('docxByUnit')}</a>{' '}
        <a href={table('format=xlsx&by=unit')}>{t('xlsxByUnit')}</a>
      </span>
      {open === 'send' && <SendDialog id={id} found={found} close={close} />}
      {open === 'phone' && <PhoneDialog id={id} found={found} close={close} />}
      {open === 'return' && <ReturnDialog id={id} found={found} close={close} />}
      {open === 'issue' && <IssueDialog id={id} found={found} close={close} />}
    </div>
  );
}

type AskedUnit = Division['units'][number];

function Units({ found: { units } }: { found: Division }) {
  const { t } = useTranslation(DIVISION);
  if (units.length === 0) return null;
  const columns: Column<AskedUnit>[] = [
    { key: 'name', head: t('unit'), cell: ({ name }) => name },
    { key: 'rows', head: t('task'), cell: ({ rows, lead }) => t('rowsOf', { rows, lead }) },
    {
      key: 'asked',
      head: t('askedOn'),
      cell: ({ askedAt, until, reach }) =>
        askedAt === null
          ? t('notAsked')
          : [
              dayOf(askedAt),
              reach === null ? '' : t(`reach.${reach}`),
              until === null ? '' : t('replyBy', { day: until }),
            ]
              .filter(Boolean)
              .join(sign('comma')),
    },
    {
      key: 'open',
      head: t('opinions'),
      cell: ({ askedAt, open, touched }) => (
        <>
          {askedAt !== null &&
            (open > 0 ? t('openOf', { count: open }) : touched === null && t('allSaid'))}
          {askedAt !== null && touched !== null && (
            <div className="small">
              {t('touched', {
                added: touched.added.length,
                changed: touched.changed.length,
                removed: touched.removed.length,
              })}
            </div>
          )}
        </>
      ),
    },
  ];
  return (
    <section aria-labelledby="division-units">
      <h2 id="division-units">{t('units')}</h2>
      <DataTable label={t('units')} columns={columns} rows={units} keyOf={({ unitId }) => unitId} />
    </section>
  );
}

function Rounds({ id, found: { rounds } }: WholeProps) {
  const { t } = useTranslation(DIVISION);
  if (rounds.length === 0) return null;
  return (
    <section aria-labelledby="division-rounds">
      <h2 id="division-rounds">{t('rounds')}</h2>
      <ul className="answers">
        {rounds.map(({ id: round, kind, at, by, units, sha256 }) => {
          const file = (format: string) =>
            `${site}/api/v1/plans/${id}/division/rounds/${round}/file?format=${format}`;
          const name = t('roundOf', { day: dayOf(at), kind: t(`kinds.${kind}`), by });
          return (
            <li key={round}>
              {name} {kind === 'comments' && t('roundUnits', { count: units })}{' '}
              <a href={file('docx')} aria-label={`${t('docx')}${sign('colon')}${name}`}>
                {t('docx')}
              </a>{' '}
              <a href={file('xlsx')} aria-label={`${t('xlsx')}${sign('colon')}${name}`}>
                {t('xlsx')}
              </a>
              <div className="small">{t('sha', { sha: sha256.docx.slice(0, 16) })}</div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
