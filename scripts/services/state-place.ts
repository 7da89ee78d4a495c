import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../../plan/errors.ts';

/** The account that PostgreSQL runs as, because it refuses to run as root. */
export type Account = { name: string; uid: number; gid: number };

/** Where PostgreSQL's programs and one cluster lie, and as whom it runs (null = as ourselves). */
export type Place = { programs: string; cluster: string; account: Account | null };

type Say = (line: string) => void;

/**
 * Finds a place where PostgreSQL can run. As root it runs as another account, which cannot enter a
 * private folder (/root, `mktemp -d`): then programs and cluster lie outside, and the file
 * `<dataDir>/postgres` names that place. No folder's mode is ever changed.
 */
export function findPlace(options: {
  dataDir: string;
  programs: string;
  version: string;
  stateDir: string | null;
  say: Say;
}): Place {
  const { dataDir, programs, stateDir, say } = options;
  mkdirSync(dataDir, { recursive: true });
  const inside = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) {
    mkdirSync(inside, { recursive: true, mode: 0o700 });
    return { programs, cluster: inside, account: null };
  }
  const account = findAccount(say);
  const base = stateDir ?? '/var/lib/duban';
  const near = !isPointer(inside) && canEnter(account, dataDir);
  const cluster = near ? inside : outside(inside, base, say);
  own(cluster, account);
  const reachable = canEnter(account, programs);
  return { programs: reachable ? programs : copyPrograms(options, base), cluster, account };
}

/** Deletes the cluster of a data folder, wherever it lies. */
export function removeCluster(dataDir: string): void {
  const inside = join(dataDir, 'postgres');
  const place = isPointer(inside) ? readFileSync(inside, 'utf8').trim() : inside;
  rmSync(place, { recursive: true, force: true });
}

/** Whether an account may enter a folder: every folder above it must let it through. */
export function canEnter({ uid, gid }: Account, folder: string): boolean {
  const stat = statSync(folder);
  const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
  const above = dirname(folder);
  return (stat.mode & bit) !== 0 && (above === folder || canEnter({ name: '', uid, gid }, above));
}

function findAccount(say: Say): Account {
  return lookUp('postgres') ?? createAccount(say) ?? lookUp('nobody') ?? noAccount();
}

function lookUp(name: string): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined
    ? null
    : { name, uid: Number(uid), gid: Number(gid) };
}

function createAccount(say: Say): Account | null {
  spawnSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = lookUp('postgres');
  if (made !== null) say('PostgreSQL 不能以 root 运行，已建立系统账户 postgres');
  return made;
}

function noAccount(): never {
  throw new ConfigError([
    'DATABASE_URL：PostgreSQL 不能以 root 运行，而系统里没有 postgres 账户：请换普通账户运行，或设置 DATABASE_URL',
  ]);
}

const isPointer = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The cluster's place outside: the one the pointer names, else a new one, never an older clone's. */
function outside(pointer: string, base: string, say: Say): string {
  const known = isPointer(pointer);
  const place = known ? readFileSync(pointer, 'utf8').trim() : freshPlace(pointer, base);
  claim(place, pointer);
  if (!known) say(`PostgreSQL 的账户进不了这个文件夹，数据库放在 ${place}`);
  return join(place, 'cluster');
}

function freshPlace(pointer: string, base: string): string {
  const name = createHash('sha256').update(resolve(pointer)).digest('hex').slice(0, 12);
  for (let count = 1; ; count += 1) {
    const place = join(base, count === 1 ? name : `${name}-${count}`);
    if (!existsSync(place)) return place;
  }
}

/** A copied data folder must not run on the original's cluster; a moved one keeps its own. */
function claim(place: string, pointer: string): void {
  makeFolder(place);
  const owner = join(place, 'owner');
  const other = existsSync(owner) ? readFileSync(owner, 'utf8').trim() : pointer;
  if (other !== pointer && isPointer(other)) {
    throw new ConfigError([
      `DATA_DIR：数据库 ${place} 属于 ${dirname(other)}；这里像是它的副本，请删除 ${pointer} 后重试（会新建一个空库）`,
    ]);
  }
  writeFileSync(owner, `${pointer}\n`);
  writeFileSync(pointer, `${place}\n`);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new ConfigError([
      `DUBAN_STATE：不能写入 ${folder}（${String(error)}），请用 DUBAN_STATE 指定 postgres 账户进得去的文件夹`,
    ]);
  }
}

function own(folder: string, { uid, gid }: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, uid, gid);
}

function copyPrograms({ programs, version }: { programs: string; version: string }, base: string) {
  const target = join(base, `postgresql-${version}`);
  if (existsSync(target)) return target;
  makeFolder(base);
  const part = `${target}.${process.pid}`;
  cpSync(programs, part, { recursive: true, verbatimSymlinks: true });
  renameSync(part, target); // whole or not at all
  return target;
}
