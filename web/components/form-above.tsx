import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useLocation } from 'react-router';

type Form = (close: () => void) => ReactNode;

const Above = createContext<(form: Form) => void>(() => {});

/** Shows a form above the page until it is closed, whatever becomes of the row that it was opened from. */
export function useFormAbove(): (form: Form) => void {
  return useContext(Above);
}

/** A page, and the form that was opened on it; another page has not that form. */
export function WithFormAbove({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const [open, setOpen] = useState<{ form: Form; pathname: string } | null>(null);
  const show = useCallback((form: Form) => setOpen({ form, pathname }), [pathname]);
  const close = useCallback(() => setOpen(null), []);
  if (open !== null && open.pathname !== pathname) setOpen(null);
  return (
    <Above value={show}>
      {children}
      {open?.form(close)}
    </Above>
  );
}
