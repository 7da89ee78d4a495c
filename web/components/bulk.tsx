import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkPreview, type CommandInput, previewBulk } from '../api/client.ts';
import { BULK } from '../i18n/bulk.ts';
import type { BulkCourse } from './bulk-course.ts';
import { BulkFigures } from './bulk-figures.tsx';
import { isFigured } from './figures.ts';
import { newId } from './new-id.ts';
import { Asked, Nothing } from './states.tsx';

type Kind = BulkPreview['kinds'][number];
type Row = BulkPreview['rows'][number];
type Fields = Pick<CommandInput, 'text' | 'until' | 'approve' | 'source' | 'toUnitId'> & {
  name?: string;
  phone?: string;
  email?: string;
};

const SOURCES = ['telephone', 'wechat', 'paper', 'oa', 'mail', 'sms'] as const;

type FormProps = { ids: string[]; close: () => void; begin: (course: BulkCourse) => void };

/** Chooses what is done to many rows, shows for how many it is possible, and has it begun. */
export function BulkForm({ ids: chosenIds, close, begin }: FormProps) {
  const { t } = useTranslation(['translation', BULK]);
  const [chosen, choose] = useState<Kind | null>(null);
  const [to, setTo] = useState<number | null>(null);
  // what is chosen and what is filled in stay as they were, whatever happens to the ledger meanwhile
  const [ids] = useState(chosenIds);
  const [filling, fill] = useState<{ kind: Kind; rows: Row[] } | null>(null);
  const [form] = Form.useForm<Fields>();
  const goesOver = chosen?.needs.includes('to') === true;
  const way = {
    ...(chosen === null ? {} : { kind: chosen.kind, as: chosen.as }),
    ...(goesOver && to !== null ? { toUnitId: to } : {}),
  };
  const preview = useQuery({
    queryKey: ['bulk', ids, way],
    queryFn: () => previewBulk({ body: { ids, ...way } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    enabled: filling === null,
  });
  const known = preview.isPlaceholderData || (goesOver && to === null) ? undefined : preview.data;
  const able = known?.rows.filter(({ may }) => may) ?? [];
  const byRow = chosen !== null && isFigured(chosen.kind);
  const start = (fields: Fields) => {
    if (chosen === null || able.length === 0) return;
    const rows = able.map(({ id, number, title, unit, units: [speaker] }) => {
      const behalfOf = speaker === undefined ? {} : { behalfOf: speaker.id };
      return { id, number, title, unit, ...behalfOf };
    });
    const input = inputOf(chosen, { ...fields, ...(to === null ? {} : { toUnitId: to }) });
    begin({ key: newId(), name: chosen.name, input, rows, results: {} });
    close();
  };
  if (filling !== null) return <BulkFigures {...filling} close={close} />;
  const count = chosen === null ? 0 : able.length;
  return (
    <Modal
      open
      title={t('bulk:title', { count: ids.length })}
      okText={t(byRow ? 'bulk:fill' : 'bulk:apply', { count })}
      okButtonProps={{ disabled: count === 0 }}
      onCancel={close}
      onOk={byRow ? () => fill({ kind: chosen, rows: able }) : form.submit}
    >
      <Asked of={preview}>
        {({ kinds, rows, units, hears }) =>
          kinds.length === 0 ? (
            <Nothing>{t('bulk:nothing')}</Nothing>
          ) : (
            <Form<Fields>
              form={form}
              layout="vertical"
              initialValues={{ approve: true }}
              onFinish={start}
            >
              <Form.Item label={t('bulk:how')} htmlFor="bulk-how">
                <Select
                  id="bulk-how"
                  showSearch={{ optionFilterProp: 'label' }}
                  value={chosen === null ? null : wayOf(chosen)}
                  onChange={(key: string) =>
                    choose(kinds.find((each) => wayOf(each) === key) ?? null)
                  }
                  options={kinds.map((each) => ({
                    value: wayOf(each),
                    label: t(each.as === 'behalf' ? 'bulk:behalfWay' : 'bulk:way', each),
                  }))}
                />
              </Form.Item>
              {goesOver && (
                <Form.Item label={t('command.to.reassign')} htmlFor="bulk-to" required>
                  <Select
                    id="bulk-to"
                    showSearch={{ optionFilterProp: 'label' }}
                    loading={preview.isPlaceholderData}
                    value={to}
                    onChange={setTo}
                    options={units.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                </Form.Item>
              )}
              {chosen?.kind === 'urge' && <p className="small">{t('command.urgeHint')}</p>}
              {byRow && <p className="small">{t('bulk:fillHint')}</p>}
              {chosen !== null && !byRow && <KindFields kind={chosen} />}
              {chosen !== null && known !== undefined && <Able rows={rows} />}
              {known !== undefined && hears.length > 0 && <Hears hears={hears} />}
            </Form>
          )
        }
      </Asked>
    </Modal>
  );
}

function wayOf({ as, kind }: Kind): string {
  return `${as}/${kind}`;
}

function KindFields({ kind: { kind, as, needs } }: { kind: Kind }) {
  const { t } = useTranslation(['translation', BULK]);
  const must = (name: Kind['needs'][number]) => [
    { required: needs.includes(name), message: t('command.missing') },
  ];
  if (kind === 'hand-on') {
    return (
      <>
        <Form.Item
          name="name"
          label={t('bulk:name')}
          rules={[{ required: true, message: t('command.missing') }]}
        >
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="phone" label={t('bulk:phone')}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="email" label={t('bulk:email')}>
          <Input maxLength={100} />
        </Form.Item>
      </>
    );
  }
  return (
    <>
      {kind === 'decide-extension' && (
        <Form.Item name="approve" label={t('mark.extension')}>
          <Radio.Group
            options={[
              { value: true, label: t('command.agree') },
              { value: false, label: t('command.refuse') },
            ]}
          />
        </Form.Item>
      )}
      {needs.includes('until') && (
        <Form.Item name="until" label={t('bulk:until')} rules={must('until')}>
          <Input type="date" />
        </Form.Item>
      )}
      {(needs.includes('source') || as === 'behalf') && (
        <Form.Item name="source" label={t('command.source')} rules={must('source')}>
          <Select
            allowClear
            options={SOURCES.map((source) => ({ value: source, label: t(`source.${source}`) }))}
          />
        </Form.Item>
      )}
      {!['acknowledge', 'resume'].includes(kind) && (
        <Form.Item
          name="text"
          label={t(needs.includes('reason') ? 'command.reason' : 'command.words')}
          rules={must('reason')}
        >
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
      )}
    </>
  );
}

function Able({ rows }: Pick<BulkPreview, 'rows'>) {
  const { t } = useTranslation(['translation', BULK]);
  const left = rows.filter(({ may }) => !may);
  return (
    <Alert
      role="status"
      type={left.length === 0 ? 'info' : 'warning'}
      showIcon
      title={t('bulk:can', { count: rows.length - left.length })}
      description={
        left.length > 0 && (
          <details>
            <summary>{t('bulk:cannot', { count: left.length })}</summary>
            <ul>
              {left.map(({ id, number, title, unit, why }) => (
                <li key={id}>
                  {number} {title}（{unit}）：{why}
                </li>
              ))}
            </ul>
          </details>
        )
      }
    />
  );
}

/** Who is told that duties go over, and who cannot be. */
function Hears({ hears }: Pick<BulkPreview, 'hears'>) {
  const { t } = useTranslation(['translation', BULK]);
  return (
    <section aria-labelledby="bulk-hears">
      <h3 id="bulk-hears">{t('bulk:hears')}</h3>
      <ul>
        {hears.map(({ unit, takes, count, reader }) => (
          <li key={`${unit}/${takes}/${reader}`}>
            {t(takes ? 'bulk:takes' : 'bulk:gives', { unit, count })}：
            {reader ?? t('bulk:unreached')}
          </li>
        ))}
      </ul>
    </section>
  );
}

function inputOf({ kind, as }: Kind, fields: Fields): CommandInput {
  const { name, phone = '', email = '', approve, ...rest } = fields;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  return {
    kind,
    ...Object.fromEntries(given),
    ...(kind === 'decide-extension' ? { approve: approve === true } : {}),
    ...(name === undefined ? {} : { colleague: { name, phone, email } }),
    ...(as === 'behalf' ? { behalf: {} } : {}),
  };
}
