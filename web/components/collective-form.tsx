import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  addCollective,
  type Book,
  type Collectives,
  editCollective,
  proposeMembers,
} from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { COLLECTIVES } from '../i18n/collectives.ts';
import { FormDialog } from './form-dialog.tsx';
import { sign } from './signs.ts';
import { Refusal } from './states.tsx';

type Collective = Collectives['collectives'][number];
type Fields = { name: string; side?: string | null; aliases?: string; units: string[] };

/** A collective name to register, or to change: its units are chosen from the address book. */
export function CollectiveDialog({
  of,
  book: { units, sides },
  close,
}: {
  of: Collective | null;
  book: Pick<Book, 'units' | 'sides'>;
  close: () => void;
}) {
  const { t } = useTranslation(COLLECTIVES);
  const { message } = App.useApp();
  const must = { required: true, message: t('required') };
  const own = sides.length === 1 ? (sides[0] ?? null) : null;
  return (
    <FormDialog<Fields, Collectives>
      title={of === null ? t('add') : t('editOf', { name: of.name })}
      okText={t('save')}
      initial={
        of === null
          ? { name: '', side: own, aliases: '', units: [] }
          : {
              name: of.name,
              side: of.side,
              aliases: of.aliases.join(sign('list')),
              units: of.units,
            }
      }
      send={({ name, side, aliases = '', units: chosen }) => {
        const body = {
          name,
          side: side ?? null,
          aliases: aliases.split(/[、，,;；\s]+/).filter((alias) => alias !== ''),
          units: chosen,
        };
        return of === null ? addCollective({ body }) : editCollective({ id: of.id, body });
      }}
      done={(kept) => {
        queryClient.setQueryData(['book', 'collectives'], kept);
        void queryClient.invalidateQueries({ queryKey: ['names'] });
        void message.success(t('saved'));
      }}
      close={close}
    >
      <Form.Item name="name" label={t('name')} extra={t('nameHint')} rules={[must]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="aliases" label={t('aliases')} extra={t('aliasesHint')}>
        <Input maxLength={300} />
      </Form.Item>
      {sides.length > 0 && (
        <Form.Item name="side" label={t('side')}>
          <Select
            allowClear
            placeholder={t('sideNone')}
            options={sides.map((side) => ({ value: side, label: side }))}
          />
        </Form.Item>
      )}
      <Propose />
      <Members units={units} />
    </FormDialog>
  );
}

/** Fills in the units that the name tells of. */
function Propose() {
  const { t } = useTranslation(COLLECTIVES);
  const form = Form.useFormInstance<Fields>();
  const name = Form.useWatch('name', form);
  const proposing = useMutation({
    mutationFn: () => {
      const side: string | null | undefined = form.getFieldValue('side');
      return proposeMembers({ name: form.getFieldValue('name'), ...(side ? { side } : {}) });
    },
    onSuccess: ({ units }) => {
      if (units.length > 0) form.setFieldValue('units', units);
    },
  });
  const { data, error } = proposing;
  return (
    <div className="form-aid">
      <Button
        disabled={(name ?? '').trim() === ''}
        loading={proposing.isPending}
        onClick={() => proposing.mutate()}
      >
        {t('propose')}
      </Button>
      <div role="status" className="small">
        {data !== undefined &&
          (data.reason === null ? t('notProposed') : t('proposed', { reason: data.reason }))}
      </div>
      {error !== null && <Refusal error={error} />}
    </div>
  );
}

function Members({ units }: { units: Book['units'] }) {
  const { t } = useTranslation(COLLECTIVES);
  const form = Form.useFormInstance<Fields>();
  const side = Form.useWatch('side', form);
  const chosen = Form.useWatch('units', form) ?? [];
  const fitting = units.filter(
    (unit) =>
      side == null || unit.side === null || unit.side === side || chosen.includes(unit.name),
  );
  return (
    <Form.Item
      name="units"
      label={t('units')}
      extra={t('unitsHint', { count: chosen.length })}
      rules={[{ required: true, type: 'array', message: t('required') }]}
    >
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={fitting
          .map(({ name }) => ({ value: name, label: name }))
          .toSorted((a, b) => a.label.localeCompare(b.label, 'zh'))}
      />
    </Form.Item>
  );
}
