import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type LedgerRow, listLedger } from '../api/client.ts';
import type { LedgerQuery } from '../api/ledger-query.ts';
import { dayOf } from '../components/days.ts';
import { Due } from '../components/due.tsx';
import { Duty } from '../components/duty.tsx';
import { RowLight, titleOf } from '../components/row.tsx';
import { Asked } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { useDuty } from './duty.tsx';

type Section = {
  name: 'extension' | 'declined' | 'toVerify' | 'risk' | 'overdue';
  asked: LedgerQuery;
};

/** What waits for somebody's decision, the most pressing first. */
const SECTIONS: Section[] = [
  { name: 'extension', asked: { mark: 'extension' } },
  { name: 'declined', asked: { mark: 'declined' } },
  { name: 'toVerify', asked: { state: ['completed'] } },
  { name: 'risk', asked: { mark: 'risk' } },
  { name: 'overdue', asked: { light: ['red'], sort: 'late' } },
];
const SHOWN = 20;

/** Decisions only: each opens beside the list, is given, and is gone from it. */
export function InboxPage() {
  const { t } = useTranslation();
  useTitle(t('page.inbox'));
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <h1>{t('page.inbox')}</h1>
      {SECTIONS.map((section) => (
        <Waiting key={section.name} section={section} open={setOpen} />
      ))}
      <Drawer
        open={open !== null}
        size="large"
        onClose={() => setOpen(null)}
        title={t('page.duty')}
        destroyOnHidden
      >
        {open !== null && <OpenDuty id={open} />}
      </Drawer>
    </>
  );
}

function OpenDuty({ id }: { id: string }) {
  return <Asked of={useDuty(id)}>{(duty) => <Duty duty={duty} />}</Asked>;
}

type WaitingProps = { section: Section; open: (id: string) => void };

function Waiting({ section: { name, asked }, open }: WaitingProps) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['duties', 'inbox', name],
    queryFn: () => listLedger({ ...asked, size: SHOWN }),
  });
  return (
    <section aria-labelledby={`inbox-${name}`}>
      <h2 id={`inbox-${name}`}>
        {t(`inbox.${name}`)} {found.data === undefined ? '' : `（${found.data.total}）`}
      </h2>
      <Asked of={found}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className="small">{t('inbox.none')}</p>
          ) : (
            <>
              <ul className="waiting">
                {rows.map((row) => (
                  <WaitingRow key={row.id} row={row} open={open} />
                ))}
              </ul>
              {total > rows.length && (
                <Link to={`/ledger?${new URLSearchParams(flat(asked))}`}>{t('inbox.all')}</Link>
              )}
            </>
          )
        }
      </Asked>
    </section>
  );
}

function WaitingRow({ row, open }: { row: LedgerRow; open: (id: string) => void }) {
  const { t } = useTranslation();
  const { id, number, title, unit, lastAct } = row;
  return (
    <li>
      <div className="waiting-words">
        <div>
          <strong>
            {number} {titleOf(row)}
          </strong>{' '}
          {unit}
        </div>
        <div className="waiting-facts small">
          <RowLight row={row} />
          <span>
            <Due row={row} />
          </span>
          {lastAct !== null && <span>{`${dayOf(lastAct.at)} ${lastAct.words}`}</span>}
        </div>
      </div>
      <Button onClick={() => open(id)} aria-label={t('inbox.openOf', { title, unit })}>
        {t('inbox.open')}
      </Button>
    </li>
  );
}

function flat(asked: LedgerQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));
}
