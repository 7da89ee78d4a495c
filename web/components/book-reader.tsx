import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type BookUnit,
  endPersonCalendars,
  getPerson,
  type Reader,
  setPersonWays,
  takeLeave,
} from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { BOOK } from '../i18n/book.ts';
import { DayInput } from './day-input.tsx';
import { FormDialog } from './form-dialog.tsx';
import { PersonChoice } from './person-choice.tsx';
import { useMe } from './shell.tsx';

type Holder = BookUnit['posts'][number];
type Props = { holder: Holder; close: () => void };

/** By which way somebody is told, and when not. */
export function WaysDialog({ holder, close }: Props) {
  const reader = useQuery({
    queryKey: ['book', 'reader', holder.personId],
    queryFn: () => getPerson({ id: holder.personId }),
  });
  return reader.data === undefined ? null : <WaysForm reader={reader.data} close={close} />;
}

type WaysFields = { prefers: 'mail' | 'sms'; quietFrom: string; quietTo: string };

function WaysForm({ reader, close }: { reader: Reader; close: () => void }) {
  const { t } = useTranslation(['translation', BOOK]);
  const { message } = App.useApp();
  const { id, name, prefers, quietFrom, quietTo, smsReady } = reader;
  const end = async () => {
    const { ended } = await endPersonCalendars({ id });
    void message.success(t('book:endedCalendars', { count: ended }));
  };
  return (
    <FormDialog<WaysFields, Reader>
      title={t('book:waysOf', { name })}
      okText={t('book:save')}
      initial={{ prefers, quietFrom: quietFrom ?? '', quietTo: quietTo ?? '' }}
      send={(body) => setPersonWays({ id, body })}
      done={async () => {
        void message.success(t('book:saved'));
        await queryClient.invalidateQueries({ queryKey: ['book'] });
      }}
      close={close}
    >
      <Form.Item
        name="prefers"
        label={t('book:prefers')}
        extra={smsReady ? undefined : t('book:smsOff')}
      >
        <Radio.Group
          options={[
            { value: 'mail', label: t('book:mail') },
            { value: 'sms', label: t('book:sms'), disabled: !smsReady && prefers !== 'sms' },
          ]}
        />
      </Form.Item>
      <Form.Item name="quietFrom" label={t('book:quietFrom')}>
        <DayInput kind="time" />
      </Form.Item>
      <Form.Item name="quietTo" label={t('book:quietTo')} extra={t('book:quietHint')}>
        <DayInput kind="time" />
      </Form.Item>
      <Button onClick={() => void end()}>{t('book:endCalendars')}</Button>
    </FormDialog>
  );
}

type LeaveFields = { from: string; to: string; substituteId?: number | null };

/** Somebody is away, and who stands in. */
export function LeaveDialog({ holder: { personId, name }, close }: Props) {
  const { t } = useTranslation(['translation', BOOK]);
  const { message } = App.useApp();
  const today = useMe().data?.today ?? '';
  const must = [{ required: true, message: t('book:required') }];
  return (
    <FormDialog<LeaveFields, { id: number }>
      title={t('book:leaveOf', { name })}
      okText={t('book:save')}
      initial={{ from: today, to: '', substituteId: null }}
      send={({ from, to, substituteId = null }) =>
        takeLeave({ body: { personId, from, to, substituteId } })
      }
      done={async () => {
        void message.success(t('book:saved'));
        await queryClient.invalidateQueries({ queryKey: ['book'] });
      }}
      close={close}
    >
      <p>{t('book:leaveHint')}</p>
      <Form.Item name="from" label={t('book:firstDay')} rules={must}>
        <DayInput />
      </Form.Item>
      <Form.Item name="to" label={t('book:lastDay')} rules={must}>
        <DayInput min={today} />
      </Form.Item>
      <Form.Item name="substituteId" label={t('book:substitute')} extra={t('book:substituteNone')}>
        <PersonChoice />
      </Form.Item>
    </FormDialog>
  );
}
