import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { type ChangeEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Claim, closeClaims, keepFiles } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { CHECK } from '../i18n/check.ts';
import { Course } from './bulk-bar.tsx';
import { useBulkCourse } from './bulk-course.ts';
import { Presets } from './commands.tsx';
import { newId } from './new-id.ts';
import { Refusal } from './states.tsx';

type BarProps = {
  planId: number;
  shown: Claim[];
  chosen: Claim[];
  pick: (ids: ReadonlySet<string>) => void;
  seen: ReadonlySet<string>;
};

/** Closes the chosen claims, by hand or by a signed list, or returns them with one reason. */
export function CheckBar({ planId, shown, chosen, pick, seen }: BarProps) {
  const { t } = useTranslation(['translation', CHECK]);
  const { message } = App.useApp();
  const [key, setKey] = useState(newId);
  const [form, open] = useState<'signed' | 'return' | null>(null);
  const { course, isLost, begin, end } = useBulkCourse();
  const closing = useMutation({
    mutationFn: async (file: File | null) => {
      const signed = file === null ? undefined : await handedIn(file);
      return await closeClaims({
        id: planId,
        idempotencyKey: key,
        closingInput: {
          ids: chosen.map(({ id }) => id),
          checked: [...seen],
          ...(signed === undefined ? {} : { signed }),
        },
      });
    },
    onSuccess: async ({ count, brought }) => {
      void message.success(t(brought ? 'check:done' : 'check:going', { count }));
      pick(new Set());
      open(null);
      setKey(newId());
      await queryClient.invalidateQueries({ queryKey: ['duties'] });
    },
  });
  const unseen = chosen.filter(({ id, sampled }) => sampled && !seen.has(id)).length;
  const mayClose = chosen.length > 0 && chosen.every((each) => each.mayClose);
  const count = chosen.length;
  return (
    <>
      <div className="commands no-print bulk-bar" role="group" aria-label={t('page.check')}>
        <Button size="small" onClick={() => pick(new Set(shown.map(({ id }) => id)))}>
          {t('check:chooseAll', { count: shown.length })}
        </Button>
        {count > 0 && (
          <>
            <Button size="small" onClick={() => pick(new Set())}>
              {t('check:chooseNone')}
            </Button>
            <span role="status">{t('check:chosen', { count })}</span>
            <Button
              size="small"
              type="primary"
              disabled={!mayClose || unseen > 0}
              loading={closing.isPending && form === null}
              onClick={() => closing.mutate(null)}
            >
              {t('check:close', { count })}
            </Button>
            <Button size="small" onClick={() => open('return')}>
              {t('check:return', { count })}
            </Button>
            <Button size="small" onClick={() => open('signed')}>
              {t('check:signed')}
            </Button>
          </>
        )}
      </div>
      {unseen > 0 && <p role="status">{t('check:unseen', { count: unseen })}</p>}
      {closing.error !== null && form === null && <Refusal error={closing.error} />}
      {form === 'signed' && (
        <SignedForm
          count={count}
          isPending={closing.isPending}
          error={closing.error}
          close={() => open(null)}
          send={(file) => closing.mutate(file)}
        />
      )}
      {form === 'return' && (
        <ReturnForm
          count={count}
          close={() => open(null)}
          send={(text) => {
            const rows = chosen.map(({ id, number, title, unit }) => ({ id, number, title, unit }));
            const input = { kind: 'return' as const, text };
            begin({ key: newId(), name: t('check:returnOf', { count }), input, rows, results: {} });
            open(null);
            pick(new Set());
          }}
        />
      )}
      {course !== null && <Course course={course} isLost={isLost} end={end} />}
    </>
  );
}

async function handedIn(file: File): Promise<string | undefined> {
  const kept = await keepFiles({ body: { files: [file] } }, { headers: { 'x-duban': '1' } });
  return kept[0]?.id;
}

type SignedProps = {
  count: number;
  isPending: boolean;
  error: unknown;
  close: () => void;
  send: (file: File) => void;
};

function SignedForm({ count, isPending, error, close, send }: SignedProps) {
  const { t } = useTranslation(['translation', CHECK]);
  const [file, setFile] = useState<File | null>(null);
  return (
    <Modal
      open
      title={t('check:signed')}
      okText={t('check:close', { count })}
      okButtonProps={{ disabled: file === null }}
      confirmLoading={isPending}
      onCancel={close}
      onOk={() => file !== null && send(file)}
    >
      <p>{t('check:signedHint', { count })}</p>
      <label>
        {t('check:signedFile')}{' '}
        <input
          type="file"
          accept="image/*,application/pdf"
          onChange={({ target }: ChangeEvent<HTMLInputElement>) =>
            setFile(target.files?.[0] ?? null)
          }
        />
      </label>
      {error !== null && <Refusal error={error} />}
    </Modal>
  );
}

type ReturnProps = { count: number; close: () => void; send: (text: string) => void };

function ReturnForm({ count, close, send }: ReturnProps) {
  const { t } = useTranslation(['translation', CHECK]);
  const [form] = Form.useForm<{ text: string }>();
  return (
    <Modal
      open
      title={t('check:returnOf', { count })}
      okText={t('check:return', { count })}
      onCancel={close}
      onOk={form.submit}
    >
      <Form form={form} layout="vertical" onFinish={({ text }: { text: string }) => send(text)}>
        <Form.Item
          name="text"
          label={t('check:reason')}
          rules={[{ required: true, whitespace: true, message: t('command.missing') }]}
        >
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
        <Presets kind="return" say={(text) => form.setFieldsValue({ text })} />
      </Form>
    </Modal>
  );
}
