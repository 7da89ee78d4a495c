import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ApiToken,
  listAccounts,
  listTokens,
  makeToken,
  revokeToken,
} from '../../api/client.ts';
import { queryClient } from '../../api/query.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { dayOf, minuteOf } from '../../components/days.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Asked, Nothing } from '../../components/states.tsx';
import { useTitle } from '../../components/title.ts';
import { SETTINGS } from '../../i18n/settings.ts';

type Scope = ApiToken['scopes'][number];

const SCOPES: Scope[] = ['plans:read', 'ledger:read', 'files:read', 'commands:write'];
// a colon in the name of words would lead to those of another page
const SCOPE_WORDS = {
  'plans:read': 'plans-read',
  'ledger:read': 'ledger-read',
  'files:read': 'files-read',
  'commands:write': 'commands-write',
} as const satisfies Record<Scope, string>;

/** Keys for other programs: made, shown once, taken back. */
export function KeysPage() {
  const { t } = useTranslation(['translation', SETTINGS]);
  useTitle(t('settings:keys'));
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => listTokens() });
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<ApiToken | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const columns: Column<ApiToken>[] = [
    { key: 'name', head: t('settings:keyName'), cell: ({ name }) => name },
    {
      key: 'as',
      head: t('settings:keyAs'),
      cell: ({ person, login }) => `${person}（${login}）`,
    },
    {
      key: 'scopes',
      head: t('settings:scopes'),
      cell: ({ scopes }) =>
        scopes.map((scope) => t(`settings:scope.${SCOPE_WORDS[scope]}`)).join('、'),
    },
    { key: 'made', head: t('settings:madeOn'), cell: ({ createdAt }) => dayOf(createdAt) },
    { key: 'ends', head: t('settings:endsOn'), cell: ({ expiresAt }) => minuteOf(expiresAt) },
    {
      key: 'used',
      head: t('settings:used'),
      cell: ({ usedAt }) => (usedAt === null ? t('settings:neverSent') : minuteOf(usedAt)),
    },
    {
      key: 'acts',
      head: t('settings:acts'),
      cell: (key) => (
        <Button
          size="small"
          aria-label={t('settings:revokeOf', { name: key.name })}
          onClick={() => setEnding(key)}
        >
          {t('settings:revoke')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <div className="title-row">
        <h1>{t('settings:keys')}</h1>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('settings:addKey')}
        </Button>
      </div>
      <p>{t('settings:keysHint')}</p>
      <Asked of={keys}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('settings:noKeys')}</Nothing>
          ) : (
            <DataTable
              label={t('settings:keys')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
            />
          )
        }
      </Asked>
      {adding && <AddDialog made={setMade} close={() => setAdding(false)} />}
      {ending !== null && (
        <FormDialog<object, void>
          title={t('settings:revokeOf', { name: ending.name })}
          okText={t('settings:revoke')}
          initial={{}}
          send={async () => {
            await revokeToken({ id: ending.id });
          }}
          done={refresh}
          close={() => setEnding(null)}
        >
          <p>{t('settings:revokeSure')}</p>
        </FormDialog>
      )}
      {made !== null && (
        <ShownOnce title={t('settings:keyShown')} text={made} close={() => setMade(null)} />
      )}
    </>
  );
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['keys'] });

type AddFields = { name: string; login?: string; scopes: Scope[]; until: string };

function AddDialog({ made, close }: { made: (token: string) => void; close: () => void }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: () => listAccounts() });
  const must = [{ required: true, message: t('settings:required') }];
  return (
    <FormDialog<AddFields, { token: string }>
      title={t('settings:addKey')}
      okText={t('settings:save')}
      initial={{ name: '', scopes: ['ledger:read'], until: '' }}
      send={({ login, ...rest }) =>
        makeToken({ body: { ...rest, ...(login === undefined ? {} : { login }) } })
      }
      done={async ({ token }) => {
        made(token);
        await refresh();
      }}
      close={close}
    >
      <Form.Item name="name" label={t('settings:keyName')} rules={must}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="login" label={t('settings:keyAs')}>
        <Select
          allowClear
          placeholder={t('settings:keyMine')}
          options={(accounts.data ?? []).map(({ login, person }) => ({
            value: login,
            label: `${person}（${login}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="scopes" label={t('settings:scopes')} rules={must}>
        <Checkbox.Group
          options={SCOPES.map((scope) => ({
            value: scope,
            label: t(`settings:scope.${SCOPE_WORDS[scope]}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="until" label={t('settings:until')} rules={must}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}
