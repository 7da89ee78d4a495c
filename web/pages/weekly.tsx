import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  getWeekly,
  listWeekly,
  releaseWeekly,
  sayOfWeekly,
  type WeeklyList,
  type WeeklyMatter,
  type WeeklyWhole,
} from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { minuteOf } from '../components/days.ts';
import { Duty } from '../components/duty.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { inBrackets, sign } from '../components/signs.ts';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { WeeklyCard } from '../components/weekly-card.tsx';
import { WEEKLY } from '../i18n/weekly.ts';
import '../styles/office.css';
import { useDuty } from './duty.tsx';

/** The lists that go up to leaders, week by week; which one is open stands in the address. */
export function WeeklyPage() {
  const { t } = useTranslation(['translation', WEEKLY]);
  useTitle(t('page.weekly'));
  const [search, setSearch] = useSearchParams();
  const lists = useQuery({ queryKey: ['duties', 'weekly'], queryFn: () => listWeekly() });
  const asked = Number(search.get('list'));
  return (
    <>
      <div className="title-row">
        <h1>{t('page.weekly')}</h1>
        <Button className="no-print" onClick={() => window.print()}>
          {t('weekly:print')}
        </Button>
      </div>
      <Asked of={lists}>
        {(all) => {
          const shown = all.find(({ id }) => id === asked) ?? all[0];
          if (shown === undefined) return <Nothing>{t('weekly:none')}</Nothing>;
          return (
            <>
              <Select
                className="no-print list-choice"
                aria-label={t('weekly:lists')}
                value={shown.id}
                onChange={(id: number) => setSearch({ list: String(id) })}
                options={all.map((each) => ({ value: each.id, label: nameOf(each) }))}
              />
              <List key={shown.id} id={shown.id} />
            </>
          );
        }}
      </Asked>
    </>
  );

  function nameOf({ leader, leavesOn, matters, held, leftAt }: WeeklyList): string {
    const name = t('weekly:list', { leader, day: leavesOn, count: matters - held });
    return leftAt === null ? `${name} · ${t('weekly:inReview')}` : name;
  }
}

function List({ id }: { id: number }) {
  const { t } = useTranslation(['translation', WEEKLY]);
  const found = useQuery({
    queryKey: ['duties', 'weekly', id],
    queryFn: () => getWeekly({ id }),
  });
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Asked of={found}>
      {(whole) => (
        <>
          <Head whole={whole} />
          {whole.matters.length === 0 ? (
            <Nothing>{t('weekly:noneIn')}</Nothing>
          ) : (
            <ol className="matters">
              {whole.matters.map((matter) => (
                <li key={matter.row.id}>
                  <WeeklyCard matter={matter} more={() => setOpen(matter.row.id)} />
                  {whole.mayDecide && <Deciding listId={id} matter={matter} />}
                </li>
              ))}
            </ol>
          )}
          {open !== null && (
            <Drawer open size="large" onClose={() => setOpen(null)} title={t('page.duty')}>
              <OpenDuty id={open} />
            </Drawer>
          )}
        </>
      )}
    </Asked>
  );
}

function OpenDuty({ id }: { id: string }) {
  return <Asked of={useDuty(id)}>{(duty) => <Duty duty={duty} />}</Asked>;
}

/** Whose list it is, when it goes up or went, and what stands in it by number. */
function Head({ whole: { line, matters, mayDecide } }: { whole: WeeklyWhole }) {
  const { t } = useTranslation(['translation', WEEKLY]);
  const { message } = App.useApp();
  const { id, leader, leavesOn, leftAt, waits, held } = line;
  const releasing = useMutation({
    mutationFn: () => releaseWeekly({ id }),
    onSuccess: async () => {
      void message.success(t('weekly:released'));
      await refresh();
    },
  });
  const going = matters.filter((each) => each.held === null);
  const units = new Set(going.map(({ row }) => row.unitId));
  const settled = going.filter(({ row }) => row.light !== 'red').length;
  return (
    <header className="card">
      <h2>{t('weekly:title', { leader })}</h2>
      <p>
        {leftAt !== null && t('weekly:left', { at: minuteOf(leftAt) })}
        {leftAt === null && t(waits ? 'weekly:waits' : 'weekly:leaves', { day: leavesOn })}
      </p>
      <p>
        {t('weekly:counts', { count: going.length, units: units.size })}
        {settled > 0 && `${sign('semicolon')}${t('weekly:settled', { count: settled })}`}
        {held > 0 && `${sign('semicolon')}${t('weekly:heldCount', { count: held })}`}
      </p>
      {waits && mayDecide && (
        <Button
          type="primary"
          className="no-print"
          loading={releasing.isPending}
          onClick={() => releasing.mutate()}
        >
          {t('weekly:release')}
        </Button>
      )}
      {releasing.error !== null && <Refusal error={releasing.error} />}
    </header>
  );
}

async function refresh(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['duties', 'weekly'] });
}

type DecidingProps = { listId: number; matter: WeeklyMatter };

/** What the coordinator does with a matter before the list leaves. */
function Deciding({ listId, matter: { row, held, remark } }: DecidingProps) {
  const { t } = useTranslation(['translation', WEEKLY]);
  const [act, setAct] = useState<'hold' | 'remark' | null>(null);
  const passing = useMutation({
    mutationFn: () => sayOfWeekly({ id: listId, body: { act: 'pass', id: row.id } }),
    onSuccess: refresh,
  });
  const { title, unit } = row;
  const of = `${title}${inBrackets(unit)}`;
  return (
    <div className="commands no-print" role="group" aria-label={of}>
      {held === null ? (
        <Button
          size="small"
          aria-label={t('weekly:holdOf', { title: of })}
          onClick={() => setAct('hold')}
        >
          {t('weekly:hold')}
        </Button>
      ) : (
        <Button size="small" loading={passing.isPending} onClick={() => passing.mutate()}>
          {t('weekly:pass')}
        </Button>
      )}
      <Button
        size="small"
        aria-label={t('weekly:sayOf', { title: of })}
        onClick={() => setAct('remark')}
      >
        {t('weekly:say')}
      </Button>
      {passing.error !== null && <Refusal error={passing.error} />}
      {act !== null && (
        <FormDialog<{ text: string }, void>
          title={t(act === 'hold' ? 'weekly:holdOf' : 'weekly:sayOf', { title: of })}
          okText={t('weekly:save')}
          initial={{ text: act === 'remark' ? (remark ?? '') : '' }}
          send={async ({ text }) => {
            await sayOfWeekly({ id: listId, body: { act, id: row.id, text } });
          }}
          done={refresh}
          close={() => setAct(null)}
        >
          <Form.Item
            name="text"
            label={t(act === 'hold' ? 'weekly:reason' : 'weekly:words')}
            rules={[{ required: true, whitespace: true, message: t('command.missing') }]}
          >
            <Input.TextArea rows={4} maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
    </div>
  );
}
