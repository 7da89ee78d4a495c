import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type Account,
  addAccount,
  changeAccount,
  listAccounts,
  type LoginLink,
  makeLoginLink,
  resetAccount,
} from '../../api/client.ts';
import { queryClient } from '../../api/query.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { minuteOf } from '../../components/days.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { Light } from '../../components/light.tsx';
import { PersonChoice } from '../../components/person-choice.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { sign } from '../../components/signs.ts';
import { Asked, Nothing, Refusal } from '../../components/states.tsx';
import { useTitle } from '../../components/title.ts';
import { SETTINGS } from '../../i18n/settings.ts';

const LIGHTS = {
  ready: 'green',
  'no-password': 'yellow',
  locked: 'red',
  disabled: 'grey',
} as const;

/** Who logs in, what follows from whose posts, and links that are shown once. */
export function AccountsPage() {
  const { t } = useTranslation(['translation', SETTINGS]);
  useTitle(t('settings:accounts'));
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: () => listAccounts() });
  const [adding, setAdding] = useState(false);
  const [resetting, setResetting] = useState<Account | null>(null);
  const [link, setLink] = useState<LoginLink | null>(null);
  const acts = useAccountActs(setLink);
  return (
    <>
      <div className="title-row">
        <h1>{t('settings:accounts')}</h1>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('settings:addAccount')}
        </Button>
      </div>
      <p>{t('settings:accountsHint')}</p>
      {acts.error !== null && <Refusal error={acts.error} />}
      <Asked of={accounts}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('settings:noAccounts')}</Nothing>
          ) : (
            <DataTable
              label={t('settings:accounts')}
              columns={columnsOf(t, { ...acts, reset: setResetting })}
              rows={rows}
              keyOf={({ id }) => id}
            />
          )
        }
      </Asked>
      {adding && <AddDialog made={setLink} close={() => setAdding(false)} />}
      {resetting !== null && (
        <FormDialog<object, LoginLink>
          title={t('settings:resetOf', { login: resetting.login })}
          okText={t('settings:reset')}
          initial={{}}
          send={() => resetAccount({ id: resetting.id })}
          done={async (made) => {
            setLink(made);
            await refresh();
          }}
          close={() => setResetting(null)}
        >
          <p>{t('settings:resetHint')}</p>
        </FormDialog>
      )}
      {link !== null && (
        <ShownOnce
          title={t('settings:link')}
          text={link.link}
          hint={t('settings:linkUntil', { at: minuteOf(link.expiresAt) })}
          close={() => setLink(null)}
        />
      )}
    </>
  );
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['accounts'] });

type Change = { id: number; disabled?: boolean; admin?: boolean };
type Acts = {
  change: (change: Change) => void;
  link: (account: Account) => void;
  reset: (account: Account) => void;
};

function useAccountActs(setLink: (link: LoginLink) => void) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const { message } = App.useApp();
  const changing = useMutation({
    mutationFn: ({ id, ...body }: Change) => changeAccount({ id, body }),
    onSuccess: async () => {
      void message.success(t('settings:saved'));
      await refresh();
    },
  });
  const linking = useMutation({
    mutationFn: ({ id }: Account) => makeLoginLink({ id }),
    onSuccess: setLink,
  });
  return { change: changing.mutate, link: linking.mutate, error: changing.error ?? linking.error };
}

type AddFields = { personId: number; login: string; admin?: boolean };

function AddDialog({ made, close }: { made: (link: LoginLink) => void; close: () => void }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const must = [{ required: true, message: t('settings:required') }];
  return (
    <FormDialog<AddFields, LoginLink>
      title={t('settings:addAccount')}
      okText={t('settings:save')}
      initial={{ login: '', admin: false }}
      send={({ personId, login, admin = false }) =>
        addAccount({ body: { personId, login, admin } })
      }
      done={async (link) => {
        made(link);
        await refresh();
      }}
      close={close}
    >
      <Form.Item name="personId" label={t('settings:person')} rules={must}>
        <PersonChoice />
      </Form.Item>
      <Form.Item
        name="login"
        label={t('settings:login')}
        extra={t('settings:loginHint')}
        rules={must}
      >
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="admin" valuePropName="checked">
        <Checkbox>{t('settings:admin')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

function columnsOf(
  t: ReturnType<typeof useTranslation<['translation', 'settings']>>['t'],
  acts: Acts,
): Column<Account>[] {
  return [
    {
      key: 'person',
      head: t('settings:person'),
      cell: ({ person, login }) => (
        <>
          {person}
          <div className="small">{login}</div>
        </>
      ),
    },
    {
      key: 'state',
      head: t('settings:state'),
      cell: ({ state, lockedUntil }) => (
        <Light
          light={LIGHTS[state]}
          words={
            lockedUntil === null
              ? t(`settings:states.${state}`)
              : t('settings:lockedTo', { at: minuteOf(lockedUntil) })
          }
        />
      ),
    },
    {
      key: 'roles',
      head: t('settings:roles'),
      cell: ({ roles, posts }) => (
        <>
          {roles.length === 0
            ? t('settings:noRoles')
            : roles.map((role) => t(`settings:desks.${role}`)).join(sign('list'))}
          {posts.length > 0 && (
            <div className="small">
              {t('settings:rolesFrom')}
              {sign('colon')}
              {posts.map(({ unit, roleName }) => `${unit} ${roleName}`).join(sign('list'))}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'seen',
      head: t('settings:lastSeen'),
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? t('settings:never') : minuteOf(lastSeenAt)),
    },
    {
      key: 'acts',
      head: t('settings:acts'),
      cell: (account) => <AccountActs account={account} acts={acts} />,
    },
  ];
}

function AccountActs({ account, acts }: { account: Account; acts: Acts }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const { id, login, admin, state } = account;
  const off = state === 'disabled';
  return (
    <div className="commands">
      {!off && (
        <>
          <Button
            size="small"
            aria-label={t('settings:linkOf', { login })}
            onClick={() => acts.link(account)}
          >
            {t('settings:link')}
          </Button>
          <Button
            size="small"
            aria-label={t('settings:resetOf', { login })}
            onClick={() => acts.reset(account)}
          >
            {t('settings:reset')}
          </Button>
        </>
      )}
      <Button
        size="small"
        aria-label={t(admin ? 'settings:dropAdminOf' : 'settings:makeAdminOf', { login })}
        onClick={() => acts.change({ id, admin: !admin })}
      >
        {t(admin ? 'settings:dropAdmin' : 'settings:makeAdmin')}
      </Button>
      <Button
        size="small"
        aria-label={t(off ? 'settings:enableOf' : 'settings:disableOf', { login })}
        onClick={() => acts.change({ id, disabled: !off })}
      >
        {t(off ? 'settings:enable' : 'settings:disable')}
      </Button>
      <Link to={`/settings/access?account=${id}`} aria-label={t('settings:logOf', { login })}>
        {t('settings:log')}
      </Link>
    </div>
  );
}
