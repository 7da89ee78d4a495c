import { Button, Checkbox, Form, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { RULES } from '../i18n/rules.ts';
import { type Draft, type DraftStep, stepsOf, valueAt, withValue } from './policy-draft.ts';
import { sign } from './signs.ts';

type Path = keyof typeof import('../i18n/rules.ts').zh.fields;
type Kind = 'number' | 'days' | 'yes' | 'ladder' | 'extension' | 'release' | 'upward';
type Section = 'remind' | 'ladder' | 'verify' | 'launch' | 'mail';

/** The fields of a policy in the order of a duty's life. */
const SECTIONS: { name: Section; fields: [Path, Kind][] }[] = [
  {
    name: 'remind',
    fields: [
      ['remind.monthly', 'days'],
      ['remind.quarterly', 'days'],
      ['remind.long', 'days'],
      ['milestoneDays', 'number'],
    ],
  },
  {
    name: 'ladder',
    fields: [
      ['ladder', 'ladder'],
      ['repeatDays', 'number'],
      ['toldWaits', 'number'],
      ['upward', 'upward'],
      ['release', 'release'],
    ],
  },
  {
    name: 'verify',
    fields: [
      ['verifyDays', 'days'],
      ['officeDelayDays', 'number'],
      ['extension', 'extension'],
      ['rectifyDays', 'number'],
      ['samplePercent', 'number'],
      ['paperDays', 'number'],
    ],
  },
  {
    name: 'launch',
    fields: [
      ['acknowledge.chase', 'number'],
      ['acknowledge.callList', 'number'],
      ['declineDays', 'days'],
      ['opensDays.monthly', 'number'],
      ['opensDays.other', 'number'],
    ],
  },
  {
    name: 'mail',
    fields: [
      ['moment.hour', 'number'],
      ['moment.minute', 'number'],
      ['mailsPerMonth', 'number'],
      ['smsPerMonth', 'number'],
      ['spreadMinutes', 'number'],
      ['bringForwardDays', 'number'],
      ['urgentInQuiet', 'yes'],
      ['listItems', 'number'],
    ],
  },
];

export type Fault = { at: string; says: string };

type Props = {
  draft: Draft;
  change: (draft: Draft) => void;
  /** The policy's keys that are set here. */
  keys: string[];
  faults: Fault[];
  mayEdit: boolean;
};

/** A policy as a form in a clerk's words; what is wrong stands at its field. */
export function PolicyFields({ draft, change, keys, faults, mayEdit }: Props) {
  const { t } = useTranslation(['translation', RULES]);
  const own = ([path]: [Path, Kind]) => keys.includes(path.split('.')[0] ?? '');
  const sections = SECTIONS.map(({ name, fields }) => ({ name, fields: fields.filter(own) }));
  return (
    <Form layout="vertical" disabled={!mayEdit} component="div">
      {sections
        .filter(({ fields }) => fields.length > 0)
        .map(({ name, fields }) => (
          <fieldset key={name} className="rules">
            <legend>{t(`rules:sections.${name}`)}</legend>
            {fields.map(([path, kind]) => (
              <PolicyField
                key={path}
                path={path}
                kind={kind}
                draft={draft}
                change={change}
                faults={faults.filter(({ at }) => at === path || at.startsWith(`${path}.`))}
              />
            ))}
          </fieldset>
        ))}
    </Form>
  );
}

type FieldProps = Pick<Props, 'draft' | 'change' | 'faults'> & { path: Path; kind: Kind };

function PolicyField({ path, kind, draft, change, faults }: FieldProps) {
  const { t } = useTranslation(['translation', RULES]);
  const id = `rule-${path}`;
  const label = t(`rules:fields.${path}`);
  const wrong = faults.map(({ says }) => says).join(sign('semicolon'));
  const set = (value: unknown) => change(withValue(draft, path, value));
  const status =
    wrong === ''
      ? {}
      : { validateStatus: 'error' as const, help: <span role="alert">{wrong}</span> };
  if (kind === 'ladder') {
    return (
      <Form.Item {...status}>
        <Ladder steps={stepsOf(draft)} set={set} />
      </Form.Item>
    );
  }
  if (kind === 'yes') {
    return (
      <Form.Item {...status}>
        <Checkbox
          checked={valueAt(draft, path) === true}
          onChange={({ target }) => set(target.checked)}
        >
          {label}
        </Checkbox>
      </Form.Item>
    );
  }
  return (
    <Form.Item label={label} htmlFor={id} {...status}>
      <Entry id={id} kind={kind} value={valueAt(draft, path)} set={set} label={label} />
    </Form.Item>
  );
}

type EntryProps = {
  id: string;
  kind: Exclude<Kind, 'ladder' | 'yes'>;
  value: unknown;
  set: (value: unknown) => void;
  label: string;
};

function Entry({ id, kind, value, set, label }: EntryProps) {
  const { t } = useTranslation(['translation', RULES]);
  switch (kind) {
    case 'number':
      return (
        <InputNumber
          id={id}
          value={typeof value === 'number' ? value : null}
          onChange={(typed) => set(typed)}
        />
      );
    case 'days':
      return (
        <Select<string[]>
          id={id}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', '，', '、', ' ']}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(typed) => set(typed.map(dayOf))}
        />
      );
    case 'extension':
      return (
        <Choice
          label={label}
          value={value}
          set={set}
          options={(['office', 'two-level'] as const).map((each) => ({
            value: each,
            label: t(`rules:extension.${each}`),
          }))}
        />
      );
    case 'release':
      return (
        <Choice
          label={label}
          value={value}
          set={set}
          options={(['automatic', 'required'] as const).map((each) => ({
            value: each,
            label: t(`rules:release.${each}`),
          }))}
        />
      );
    case 'upward':
      return (
        <Choice
          label={label}
          value={value}
          set={set}
          options={(['all', 'weighty'] as const).map((each) => ({
            value: each,
            label: t(`rules:upward.${each}`),
          }))}
        />
      );
  }
}

type ChoiceProps = {
  label: string;
  value: unknown;
  set: (value: unknown) => void;
  options: { value: string; label: string }[];
};

function Choice({ label, value, set, options }: ChoiceProps) {
  return (
    <Radio.Group
      aria-label={label}
      value={value}
      options={options}
      onChange={({ target }) => set(target.value)}
    />
  );
}

/** What is no number is left as it was typed, for the server to say so. */
function dayOf(typed: string): unknown {
  return /^\d+$/.test(typed) ? Number(typed) : typed;
}

const STEPS = ['answering', 'leader', 'supervising-leader', 'circular'] as const;

function Ladder({ steps, set }: { steps: DraftStep[]; set: (steps: DraftStep[]) => void }) {
  const { t } = useTranslation(['translation', RULES]);
  const changed = (index: number, step: Partial<DraftStep>) =>
    set(steps.map((each, place) => (place === index ? { ...each, ...step } : each)));
  const last = steps.at(-1)?.afterDays ?? 0;
  return (
    <div role="group" aria-label={t('rules:fields.ladder')}>
      <p>{t('rules:fields.ladder')}</p>
      {steps.map(({ afterDays, to }, index) => (
        // a step has no name but its place
        <div key={index} className="ladder-step">
          <InputNumber
            aria-label={t('rules:afterDays', { step: index + 1 })}
            value={afterDays}
            onChange={(typed) => changed(index, { afterDays: typed })}
          />
          <Select<DraftStep['to']>
            aria-label={t('rules:stepTo', { step: index + 1 })}
            value={to}
            onChange={(chosen) => changed(index, { to: chosen })}
            options={STEPS.map((each) => ({ value: each, label: t(`rules:steps.${each}`) }))}
          />
          <Button
            aria-label={t('rules:remove', { step: index + 1 })}
            onClick={() => set(steps.filter((_, place) => place !== index))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button onClick={() => set([...steps, { afterDays: last + 7, to: 'supervising-leader' }])}>
        {t('rules:add')}
      </Button>
    </div>
  );
}
