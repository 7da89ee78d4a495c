import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LedgerRow, Occurrence } from '../api/client.ts';
import { type CommandFields, CommandForm } from './commands.tsx';
import { daysAfter } from './days.ts';
import { useFormAbove } from './form-above.tsx';
import { useMe } from './shell.tsx';
import { inBrackets, sign } from './signs.ts';

type Offered = Occurrence['offered'][number];
type Kind = Offered['kind'];

/** So many days a leader's term has unless he says otherwise. */
const TERM = 7;

type Props = { row: LedgerRow; offered: Offered[]; kinds: readonly Kind[]; more?: () => void };

/** The decisions of a row, each in two taps: the form opens with what is said most often. */
export function QuickActs({ row, offered, kinds, more }: Props) {
  const { t } = useTranslation();
  const today = useMe().data?.today ?? '';
  const show = useFormAbove();
  const shown = kinds.flatMap(
    (kind) => offered.find((each) => each.kind === kind && each.as === 'office') ?? [],
  );
  const initial = (kind: Kind): Partial<CommandFields> => {
    const until = daysAfter(today, TERM);
    if (kind === 'take-note') return { until };
    if (kind !== 'instruct' && kind !== 'rectify' && kind !== 'summon') return {};
    const [text] = t(`command.preset.${kind}`, { returnObjects: true });
    return { ...(text === undefined ? {} : { text }), ...(kind === 'rectify' ? { until } : {}) };
  };
  const choose = (chosen: Offered) =>
    show((close) => (
      <CommandForm duty={{ row }} offered={chosen} initial={initial(chosen.kind)} close={close} />
    ));
  return (
    <div className="commands no-print" role="group" aria-label={t('command.group')}>
      {shown.map((each, place) => (
        <Button
          key={each.kind}
          size="small"
          type={place === 0 ? 'primary' : 'default'}
          aria-label={`${each.name}${sign('colon')}${row.title}${inBrackets(row.unit)}`}
          onClick={() => choose(each)}
        >
          {each.name}
        </Button>
      ))}
      {more !== undefined && (
        <Button
          size="small"
          onClick={more}
          aria-label={t('inbox.openOf', { title: row.title, unit: row.unit })}
        >
          {t('inbox.open')}
        </Button>
      )}
    </div>
  );
}
