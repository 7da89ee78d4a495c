import { Button } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewClause } from '../../api/client.ts';
import { REVIEW } from '../../i18n/review.ts';
import type { Work } from './work.ts';
import { itemOfClause } from './marks.ts';

type Props = { clause: ReviewClause; isCurrent: boolean; mayEdit: boolean; work: Work };

/** A clause that is no task: what it was taken for, to be seen or to be made one. */
export const ClauseCard = memo(function ClauseCard({ clause, isCurrent, mayEdit, work }: Props) {
  const { t } = useTranslation(REVIEW);
  const { at, text, as, settled, reason } = clause;
  const item = itemOfClause(at);
  return (
    <li
      id={`item-${item}`}
      className={`review-item${isCurrent ? ' review-current' : ''}`}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent}
      onFocus={() => work.choose(item)}
      onClick={() => work.choose(item)}
    >
      <div className="review-line">
        <span>{text}</span>
        <span className={settled ? 'standing standing-done' : 'standing standing-open'}>
          {settled ? `✓ ${t('done')}` : `○ ${t('unseen')}`}
        </span>
      </div>
      <div className="small">
        {t(`as.${as}`)}
        {reason !== null && `：${reason}`}
      </div>
      {isCurrent && (
        <div className="commands">
          {mayEdit && (
            <>
              {!settled && (
                <Button size="small" type="primary" onClick={() => work.confirm()}>
                  {t('seen')}
                </Button>
              )}
              <Button size="small" onClick={() => work.act({ kind: 'make-task', clause: at })}>
                {t('make')}
              </Button>
              <Button size="small" onClick={() => work.open('dismiss')}>
                {t('dismiss')}
              </Button>
            </>
          )}
          <Button size="small" className="narrow-only" onClick={() => work.showDocument()}>
            {t('toDocument')}
          </Button>
        </div>
      )}
    </li>
  );
});
