import { expect, it } from 'vitest';
import { findSides } from '../../plan/sides.ts';
import { actorOf, collectiveOf } from '../../plan/subject.ts';

const sides = findSides(['青禾县对口云岭县方案']);

it.each([
  ['青禾县上半年选派3名老师', '青禾县'],
  ['云岭县派出招商团队', '云岭县'],
  ['青禾县工商联组织企业考察', '青禾县工商联'],
  ['青禾县与云岭县开展结对', null],
  ['两地联合举办招聘会', null],
  ['青禾县的企业较多', null],
])('sees who acts in %s', (quote, actor) => {
  expect(actorOf(quote, sides)).toBe(actor);
});

it('finds whom a document speaks to most', () => {
  expect(collectiveOf('各帮扶单位要重视。各部门配合。请各帮扶单位报送。')).toBe('各帮扶单位');
  expect(collectiveOf('各项工作')).toBeNull();
});
