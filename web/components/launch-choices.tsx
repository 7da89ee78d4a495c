import { Checkbox, Radio, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LaunchFault, LaunchForm, LaunchRehearsal } from '../api/client.ts';
import type { LaunchOptions } from '../api/launch-options.ts';
import { LAUNCH } from '../i18n/launch.ts';
import { DayInput } from './day-input.tsx';
import { OpenItems } from './open-items.tsx';

type Choose = (changes: Record<string, string | undefined>) => void;

type ChoicesProps = {
  id: number;
  form: LaunchForm;
  options: LaunchOptions;
  choose: Choose;
  rehearsal: LaunchRehearsal | undefined;
};

/** What is chosen before a launch; what stands against it stands beside what settles it. */
export function LaunchChoices({ id, form, options, choose, rehearsal }: ChoicesProps) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const faults = (...about: LaunchFault['about'][]) =>
    (rehearsal?.faults ?? []).filter((fault) => about.includes(fault.about));
  const flag = (name: string) => ({
    onChange: ({ target }: { target: { checked: boolean } }) =>
      choose({ [name]: target.checked ? '1' : undefined }),
  });
  const review = <Link to={`/plans/${id}/review`}>{t('launch:toReview')}</Link>;
  const names = <Link to={`/plans/${id}/names`}>{t('launch:toNames')}</Link>;
  return (
    <div className="choices">
      <Choice legend={t('launch:issued')} hint={t('launch:issuedHint')} faults={faults('issued')}>
        <DayChoice
          label={t('launch:issued')}
          value={options.issued ?? form.issued ?? ''}
          choose={(issued) => choose({ issued })}
        />
      </Choice>
      <Choice legend={t('launch:start')} hint={t('launch:startHint')} faults={faults('start')}>
        <DayChoice
          label={t('launch:start')}
          value={options.superviseFrom ?? form.superviseFrom ?? ''}
          choose={(from) => choose({ from })}
        />
      </Choice>
      <Choice
        legend={t('launch:coordinator')}
        hint={t('launch:coordinatorHint')}
        faults={faults('coordinator')}
      >
        {form.offices.length === 1 ? (
          <strong>{form.offices[0]?.name}</strong>
        ) : (
          <Select
            aria-label={t('launch:coordinator')}
            className="plan-choice"
            value={options.officeId ?? null}
            onChange={(office) => choose({ office: String(office) })}
            options={form.offices.map(({ id: value, name }) => ({ value, label: name }))}
          />
        )}
      </Choice>
      <Term form={form} options={options} choose={choose} faults={faults('term')} />
      <Choice legend={t('launch:links')} faults={faults('links')}>
        <Radio.Group
          aria-label={t('launch:links')}
          vertical
          value={options.links ?? 'open'}
          onChange={({ target }) => choose({ links: String(target.value) })}
          options={form.links.map(({ choice, refusal }) => ({
            value: choice,
            label: t(`launch:link.${choice}`),
            disabled: refusal !== null,
          }))}
        />
      </Choice>
      {(rehearsal?.silent != null || options.quarterlyReturn === true) && (
        <Choice
          legend={t('launch:returns')}
          hint={t('launch:returnsHint')}
          faults={[]}
          note={rehearsal?.silent ?? null}
        >
          <Checkbox checked={options.quarterlyReturn === true} {...flag('returns')}>
            {t('launch:returnsBox')}
          </Checkbox>
        </Choice>
      )}
      <Choice legend={t('launch:review')} faults={faults('review')} way={review}>
        {options.unreviewed === true || faults('review').length > 0 ? (
          <Checkbox checked={options.unreviewed === true} {...flag('unreviewed')}>
            {t('launch:reviewBox')}
          </Checkbox>
        ) : (
          t(rehearsal === undefined ? 'launch:checking' : 'launch:reviewDone')
        )}
      </Choice>
      <Choice legend={t('launch:contacts')} faults={faults('contacts')}>
        {options.withoutContact === true || faults('contacts').length > 0 ? (
          <Checkbox checked={options.withoutContact === true} {...flag('without_contact')}>
            {t('launch:contactsBox')}
          </Checkbox>
        ) : (
          t(rehearsal === undefined ? 'launch:checking' : 'launch:contactsDone')
        )}
      </Choice>
      {faults('names').length > 0 && (
        <Choice legend={t('launch:names')} faults={faults('names')} way={names}>
          {null}
        </Choice>
      )}
      {faults('state').length > 0 && (
        <Choice legend={t('launch:otherFaults')} faults={faults('state')}>
          {null}
        </Choice>
      )}
    </div>
  );
}

type ChoiceProps = {
  legend: string;
  hint?: string;
  faults: LaunchFault[];
  /** To be known, though it stands against nothing. */
  note?: LaunchFault | null;
  /** Where what stands against it is settled. */
  way?: ReactNode;
  children: ReactNode;
};

function Choice({ legend, hint, faults, note = null, way, children }: ChoiceProps) {
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {children}
      {hint !== undefined && <p className="small">{hint}</p>}
      {faults.map((fault) => (
        <div className="choice-fault" role="alert" key={fault.says}>
          {fault.says} {way}
          <OpenItems items={fault.items} />
        </div>
      ))}
      {note !== null && (
        <div className="choice-note">
          {note.says}
          <OpenItems items={note.items} />
        </div>
      )}
    </fieldset>
  );
}

type DayProps = { label: string; value: string; choose: (day: string | undefined) => void };

/** A day; while it is being typed nothing is asked. */
function DayChoice({ label, value, choose }: DayProps) {
  return (
    <DayInput
      whole
      aria-label={label}
      className="day-input"
      value={value}
      onChange={(day) => choose(day === '' ? undefined : day)}
    />
  );
}

type TermProps = Pick<ChoicesProps, 'form' | 'options' | 'choose'> & { faults: LaunchFault[] };

function Term({ form, options, choose, faults }: TermProps) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const [isDay, setDay] = useState(options.until !== undefined);
  const yearly = options.openEnded ?? form.openEnded;
  const value = isDay ? 'until' : yearly ? 'yearly' : 'read';
  const chosen = (term: string) => {
    setDay(term === 'until');
    choose({
      until: undefined,
      yearly: term === 'yearly' && !form.openEnded ? '1' : undefined,
      as_read: term === 'read' && form.openEnded ? '1' : undefined,
    });
  };
  return (
    <Choice legend={t('launch:term')} faults={faults}>
      <Radio.Group
        aria-label={t('launch:term')}
        vertical
        value={value}
        onChange={({ target }) => chosen(String(target.value))}
        options={[
          {
            value: 'read',
            label: t('launch:termRead', { from: form.periodFrom, to: form.periodTo }),
          },
          { value: 'yearly', label: t('launch:termYearly') },
          { value: 'until', label: t('launch:termUntil') },
        ]}
      />
      {isDay && (
        <DayChoice
          label={t('launch:until')}
          value={options.until ?? ''}
          choose={(until) => choose({ until })}
        />
      )}
    </Choice>
  );
}
