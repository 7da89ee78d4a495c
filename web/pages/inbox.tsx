import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Decision, type LedgerRow, listDecisions, listLedger } from '../api/client.ts';
import type { LedgerQuery } from '../api/ledger-query.ts';
import { dayOf } from '../components/days.ts';
import { Due } from '../components/due.tsx';
import { Duty } from '../components/duty.tsx';
import { Files } from '../components/evidence.tsx';
import { QuickActs } from '../components/quick-acts.tsx';
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

/** What is decided most often, section by section. */
const DECISIONS = {
  extension: ['decide-extension', 'endorse-extension'],
  declined: ['uphold'],
  toVerify: ['close', 'return'],
  risk: ['instruct', 'set-due'],
  overdue: ['urge', 'instruct', 'rectify', 'summon', 'take-note'],
} as const;

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
  const ids = found.data?.rows.map(({ id }) => id) ?? [];
  const decisions = useQuery({
    queryKey: ['duties', 'decisions', ids],
    queryFn: () => listDecisions({ body: { ids } }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
  const byId = new Map(decisions.data?.map((each) => [each.id, each]));
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
                  <WaitingRow
                    key={row.id}
                    row={row}
                    section={name}
                    decision={byId.get(row.id)}
                    open={open}
                  />
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

type RowProps = {
  row: LedgerRow;
  section: Section['name'];
  decision: Decision | undefined;
  open: (id: string) => void;
};

function WaitingRow({ row, section, decision, open }: RowProps) {
  const { id, number, unit, lastAct } = row;
  const said = decision?.said?.text;
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
          {lastAct !== null && (
            <span>
              {[dayOf(lastAct.at), lastAct.words, lastAct.enteredBy].filter(Boolean).join(' ')}
            </span>
          )}
        </div>
        {said != null && <blockquote>{said}</blockquote>}
        {section === 'toVerify' && decision !== undefined && <Files files={decision.files} />}
      </div>
      <QuickActs
        row={row}
        offered={decision?.offered ?? []}
        kinds={DECISIONS[section]}
        more={() => open(id)}
      />
    </li>
  );
}

function flat(asked: LedgerQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));
}
