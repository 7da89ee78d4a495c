import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import './i18n/index.ts';
import './styles/desk.css';
import './api/language.ts';
import { queryClient } from './api/query.ts';
import { tidySent } from './api/sent-file.ts';
import { markChineseParts } from './components/chinese-parts.ts';
import { takeDoubleClicksAsOne } from './components/double-click.ts';
import { Look } from './components/look.tsx';
import { signStyles } from './components/nonce.ts';
import { router } from './routes.tsx';

signStyles();
markChineseParts();
takeDoubleClicksAsOne();
void tidySent();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Look>
        <RouterProvider router={router} />
      </Look>
    </QueryClientProvider>
  </StrictMode>,
);
