import { type NamedUnit, type Proposal, type ProposalContext, foldName, isHome } from './names.ts';

const GENERIC = '单位|部门|社区|乡镇|镇街|镇|乡|街道|村|县区|区县|县|区|市';

/**
 * True for a name that stands for several units without naming them.
 * @example isCollective('各乡镇') // true
 * @example isCollective('相关单位') // true
 */
export function isCollective(written: string): boolean {
  const name = foldName(written);
  return (
    /^(各|每个|所有|全体|全[县区市]各|[县区市]直各)/.test(name) ||
    /等(有关|相关)?(单位|部门)?$/.test(name) ||
    /^(有关|相关|责任|成员|帮扶|定点帮扶|选派|派出|实施|项目实施|配合|[县区市]直)(单位|部门)$/.test(
      name,
    )
  );
}

/**
 * The units of the home side that a collective may stand for, with those left out and why; the
 * reading is a proposal (docs/office-rules.md, 24).
 */
export function members(
  written: string,
  units: readonly NamedUnit[],
  context: ProposalContext,
): Proposal[] {
  const kind = memberKind(foldName(written));
  const home = units.filter((unit) => isHome(unit, context) && kind.test(unit));
  const out = home.filter((unit) => whyOut(unit, context) !== null);
  const within = home.filter((unit) => !out.includes(unit));
  const chosen = kind.broad ? charged(within, context) : within;
  if (chosen.length === 0) return [];
  const without = out.map((unit) => `${unit.name}（${whyOut(unit, context)}）`).join('、');
  const parts = [
    `集合称谓，拟为本方${kind.label} ${chosen.length} 个`,
    ...(without === '' ? [] : [`不含 ${without}`]),
    ...(kind.broad && context.open ? [`另有 ${context.open} 个名称未确定，宜先定那些`] : []),
  ];
  return [{ units: chosen.map(({ name }) => name), reason: parts.join('；') }];
}

/** 各帮扶单位 means those that the plan charges with something, when any are known. */
function charged(units: NamedUnit[], { responsible }: ProposalContext): NamedUnit[] {
  const known = units.filter(({ name }) => responsible?.includes(name));
  return known.length > 0 ? known : units;
}

type MemberKind = { label: string; broad: boolean; test: (unit: NamedUnit) => boolean };

function memberKind(written: string): MemberKind {
  const township = named(/(镇|乡|街道|街道办事处|街道办)(人民政府)?$/);
  const word = new RegExp(`(${GENERIC})(办事处|委会|\\(.*\\))?$`).exec(written)?.[1];
  if (word === undefined) return namedAlike(written);
  if (/镇|乡|街道/.test(word)) return { label: '乡镇街道', broad: false, test: township };
  if (/村|社区/.test(word)) {
    return { label: '村（社区）', broad: false, test: ({ kind }) => kind === 'village' };
  }
  if (/县|区|市/.test(word)) {
    return { label: '县（市、区）', broad: false, test: named(/[县区市](人民政府)?$/) };
  }
  const department = (unit: NamedUnit) => unit.kind !== 'village' && !township(unit);
  if (word === '部门') return { label: '部门', broad: true, test: department };
  return { label: '责任单位', broad: true, test: isNoVillage };
}

/** 各县（区）选派办 are the units whose names end in 选派办; 县财政局等 may be any. */
function namedAlike(written: string): MemberKind {
  const tail = written.replace(/^(各|每个|所有|全体)(级|地)?(县\(区\)|[县区市]|乡镇|镇街)?/, '');
  const test = (unit: NamedUnit) => tail.length > 1 && unit.name.endsWith(tail);
  const any = /^$|等$/.test(tail);
  return { label: any ? '责任单位' : tail, broad: any, test: any ? isNoVillage : test };
}

function named(pattern: RegExp): (unit: NamedUnit) => boolean {
  return (unit) => [unit.name, ...unit.aliases].some((name) => pattern.test(name));
}

/** Why a home unit is no member of a collective; null when it is one. */
function whyOut(unit: NamedUnit, { recipientOffice }: ProposalContext): string | null {
  const names = [unit.name, ...unit.aliases].map(foldName);
  if (recipientOffice && names.includes(foldName(recipientOffice))) return '接收报送的单位';
  if (unit.kind === 'leading-body') return '领导机关';
  if (unit.kind === 'role' || unit.kind === 'group') return '职务或人员群体';
  return unit.kind === 'outside' ? '外部单位' : null;
}

function isNoVillage({ kind }: NamedUnit): boolean {
  return kind !== 'village';
}
