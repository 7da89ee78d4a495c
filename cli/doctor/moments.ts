import { wallClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { connect } from '../../db/connect.ts';
import { standingStill } from '../../db/standstill.ts';
import { type Finding, reasonOf } from './finding.ts';

const PATIENCE = 3_600_000;

/** Whether every open item holds a moment that is still to come, or has been late for an hour. */
export async function checkMoments({ databaseUrl, shift }: Config): Promise<Finding> {
  const name = '到点事项';
  if (databaseUrl === null) return { name, state: 'warning', found: '数据库没有在运行，无法检查' };
  const { db, close } = connect(databaseUrl, 1);
  try {
    const late = await standingStill(db, wallClock(shift).now() - PATIENCE);
    if (late.length === 0) return { name, state: 'good', found: '没有该办而未办的' };
    const shown = late.slice(0, 5).join('、');
    return {
      name,
      state: 'broken',
      found: `${late.length} 个事项过了一小时还没有动：${shown}${late.length > 5 ? ' 等' : ''}`,
      mend: '看 worker 和 Temporal 是否在运行；刚恢复运行的请等几分钟再查；日志在 DATA_DIR/log/worker.log',
    };
  } catch (error) {
    return { name, state: 'warning', found: reasonOf(error) };
  } finally {
    await close();
  }
}
