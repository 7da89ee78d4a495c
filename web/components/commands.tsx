import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { type ChangeEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CommandInput,
  giveCommand,
  keepFiles,
  listUnitsFor,
  type Occurrence,
} from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { DayInput } from './day-input.tsx';
import { minuteOf } from './days.ts';
import { failureOf } from './figures.ts';
import { useFormAbove } from './form-above.tsx';
import { newId } from './new-id.ts';
import { sign } from './signs.ts';
import { Refusal } from './states.tsx';

type Offered = Occurrence['offered'][number];
export type CommandFields = {
  text?: string;
  until?: string;
  on?: string;
  amount?: number;
  source?: CommandInput['source'];
  informant?: string;
  /** For which of several units it is entered. */
  unitId?: number;
  approve?: boolean;
  toUnitId?: number;
  name?: string;
  phone?: string;
  email?: string;
  files?: FileList | null;
};

/** What evidence goes with. */
const WITH_FILES: readonly Offered['kind'][] = [
  'enter',
  'report',
  'complete',
  'contribute',
  'confirm',
];

const SOURCES = ['telephone', 'wechat', 'paper', 'oa', 'mail', 'sms'] as const;

/** What is waited for. */
const PRESSING: readonly Offered['kind'][] = [
  'close',
  'decide-extension',
  'acknowledge',
  'complete',
];

/** What somebody may do with a duty now; each asks for what its record needs. */
export function Commands({ duty: { offered, urged }, duty }: { duty: Occurrence }) {
  const { t } = useTranslation();
  const show = useFormAbove();
  const choose = (chosen: Offered) =>
    show((close) => <CommandForm duty={duty} offered={chosen} close={close} />);
  if (offered.length === 0 && urged === null) return null;
  const own = offered.filter((each) => each.as !== 'behalf');
  const onBehalf = offered.filter((each) => each.as === 'behalf');
  return (
    <div className="commands no-print" role="group" aria-label={t('command.group')}>
      {own.map((each) => (
        <Button
          key={`${each.as}/${each.kind}`}
          type={PRESSING.includes(each.kind) ? 'primary' : 'default'}
          onClick={() => choose(each)}
        >
          {each.name}
        </Button>
      ))}
      {urged !== null && (
        <span role="status">
          {t('command.urged', {
            who: [urged.by, minuteOf(urged.at)].filter(Boolean).join(sign('comma')),
          })}
        </span>
      )}
      {onBehalf.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: onBehalf.map(({ kind, name }) => ({ key: kind, label: name })),
            onClick: ({ key }) => {
              const chosen = onBehalf.find(({ kind }) => kind === key);
              if (chosen !== undefined) choose(chosen);
            },
          }}
        >
          <Button>{t('command.onBehalf')}</Button>
        </Dropdown>
      )}
    </div>
  );
}

type FormProps = {
  duty: Pick<Occurrence, 'row'>;
  offered: Offered;
  close: () => void;
  /** What the form says when it opens; one tap more and it is given. */
  initial?: Partial<CommandFields>;
};

/** Asks for what a command must say, and gives it. */
export function CommandForm({ duty: { row }, offered, close, initial = {} }: FormProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<CommandFields>();
  // one key until there is an answer: pressing twice, or again after a dropped line, is one act
  const [key, renewKey] = useState(newId);
  // what may have been recorded is sent again as it was, or not at all
  const [unanswered, setUnanswered] = useState<CommandInput | null>(null);
  const giving = useMutation({
    mutationFn: async (fields: CommandFields) => {
      const commandInput = unanswered ?? (await inputWithFiles(offered, fields));
      try {
        return await giveCommand({ id: row.id, idempotencyKey: key, commandInput });
      } catch (error) {
        const { outcome } = failureOf(error);
        if (outcome === 'open') setUnanswered(commandInput);
        if (outcome === 'refused') {
          setUnanswered(null);
          renewKey(newId());
        }
        throw error;
      }
    },
    onSuccess: async ({ stateName }) => {
      void message.success(t('command.done', { name: offered.name, state: stateName }));
      close();
      await queryClient.invalidateQueries({ queryKey: ['duties'] });
    },
  });
  const { kind, needs } = offered;
  const must = (name: Offered['needs'][number]) => ({
    required: needs.includes(name),
    message: t('command.missing'),
  });
  const takesWords = needs.includes('reason') || !['acknowledge', 'resume'].includes(kind);
  return (
    <Modal
      open
      title={`${offered.name}${sign('colon')}${row.title}`}
      okText={offered.name}
      confirmLoading={giving.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<CommandFields>
        form={form}
        layout="vertical"
        disabled={unanswered !== null}
        initialValues={{ ...(kind === 'decide-extension' ? { approve: true } : {}), ...initial }}
        onFinish={giving.mutate}
      >
        {kind === 'urge' && <p className="small">{t('command.urgeHint')}</p>}
        {kind === 'decide-extension' && (
          <Form.Item
            name="approve"
            label={t('command.decision', { day: row.extensionUntil ?? '' })}
          >
            <Radio.Group
              options={[
                { value: true, label: t('command.agree') },
                { value: false, label: t('command.refuse') },
              ]}
            />
          </Form.Item>
        )}
        {(kind === 'reassign' || kind === 'ask-contribution') && (
          <UnitField id={row.id} act={kind} />
        )}
        {kind === 'hand-on' && <ColleagueFields />}
        {needs.includes('until') && (
          <Form.Item name="until" label={t('command.until')} rules={[must('until')]}>
            <DayInput />
          </Form.Item>
        )}
        {needs.includes('on') && (
          <Form.Item name="on" label={t('command.on')} rules={[must('on')]}>
            <DayInput />
          </Form.Item>
        )}
        {(needs.includes('amount') || (kind === 'complete' && row.tally !== null)) && (
          <Form.Item name="amount" label={t('command.amount')} rules={[must('amount')]}>
            <InputNumber min={0} />
          </Form.Item>
        )}
        {needs.includes('source') && (
          <Form.Item name="source" label={t('command.source')} rules={[must('source')]}>
            <Select
              options={SOURCES.map((source) => ({ value: source, label: t(`source.${source}`) }))}
            />
          </Form.Item>
        )}
        {offered.units.length > 1 && (
          <Form.Item
            name="unitId"
            label={t('command.behalfOf')}
            rules={[{ required: true, message: t('command.missing') }]}
          >
            <Select options={offered.units.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
        {offered.as === 'behalf' && (
          <Form.Item name="informant" label={t('command.informant')}>
            <Input maxLength={50} />
          </Form.Item>
        )}
        {takesWords && (
          <Form.Item
            name="text"
            label={t(needs.includes('reason') ? 'command.reason' : 'command.words')}
            rules={[must('reason')]}
          >
            <Input.TextArea rows={4} maxLength={2000} showCount />
          </Form.Item>
        )}
        {takesWords && <Presets kind={kind} say={(text) => form.setFieldsValue({ text })} />}
        {WITH_FILES.includes(kind) && (
          <Form.Item
            name="files"
            label={t('command.files')}
            valuePropName="chosen"
            getValueFromEvent={({ target }: ChangeEvent<HTMLInputElement>) => target.files}
          >
            <FileInput />
          </Form.Item>
        )}
        {giving.error !== null && <Refusal error={giving.error} />}
        {unanswered !== null && <p role="status">{t('command.unanswered')}</p>}
      </Form>
    </Modal>
  );
}

type PresetsProps = { kind: Offered['kind']; say: (text: string) => void };

/** What is said often, at a tap. */
export function Presets({ kind, say }: PresetsProps) {
  const { t } = useTranslation();
  const known = WITH_PRESETS.find((each) => each === kind);
  if (known === undefined) return null;
  return (
    <div className="presets" role="group" aria-label={t('command.presets')}>
      {t(`command.preset.${known}`, { returnObjects: true }).map((words) => (
        <Button key={words} size="small" lang="zh-CN" onClick={() => say(words)}>
          {words}
        </Button>
      ))}
    </div>
  );
}

const WITH_PRESETS = ['urge', 'instruct', 'rectify', 'summon', 'return'] as const;

/** A unit, found by any part of its name, among those that the rules allow. */
function UnitField({ id, act }: { id: string; act: 'reassign' | 'ask-contribution' }) {
  const { t } = useTranslation();
  const units = useQuery({
    queryKey: ['duties', 'units', id, act],
    queryFn: () => listUnitsFor({ id, act }),
  });
  return (
    <>
      <Form.Item
        name="toUnitId"
        label={t(`command.to.${act}`)}
        rules={[{ required: true, message: t('command.missing') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={units.isPending}
          options={(units.data ?? []).map(({ id: value, name }) => ({ value, label: name }))}
        />
      </Form.Item>
      {units.error !== null && <Refusal error={units.error} again={() => void units.refetch()} />}
    </>
  );
}

function ColleagueFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="name"
        label={t('command.colleague')}
        rules={[{ required: true, message: t('command.missing') }]}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="phone" label={t('command.phone')}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="email" label={t('command.email')}>
        <Input maxLength={100} />
      </Form.Item>
    </>
  );
}

type FileInputProps = { id?: string; onChange?: (event: ChangeEvent<HTMLInputElement>) => void };

function FileInput({ id, onChange }: FileInputProps) {
  return <input type="file" multiple id={id} onChange={onChange} />;
}

/** Files go ahead of the act that they belong to; tried again, they go again. */
async function handedIn(files: FileList | null): Promise<string[]> {
  if (files === null || files.length === 0) return [];
  const kept = await keepFiles({ body: { files: [...files] } }, { headers: { 'x-duban': '1' } });
  return kept.map(({ id }) => id);
}

async function inputWithFiles(
  offered: Offered,
  { files, ...fields }: CommandFields,
): Promise<CommandInput> {
  const fileIds = await handedIn(files ?? null);
  return { ...inputOf(offered, fields), ...(fileIds.length > 0 && { fileIds }) };
}

function inputOf({ kind, as }: Offered, fields: Omit<CommandFields, 'files'>): CommandInput {
  const { informant, unitId, name, phone = '', email = '', ...rest } = fields;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  const input: CommandInput = {
    kind,
    ...Object.fromEntries(given),
    ...(name === undefined ? {} : { colleague: { name, phone, email } }),
  };
  if (as !== 'behalf') return input;
  return {
    ...input,
    behalf: {
      ...(informant === undefined ? {} : { informant }),
      ...(unitId === undefined ? {} : { unitId }),
    },
  };
}
