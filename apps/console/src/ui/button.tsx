import { Button as AntdButton, Tooltip, type ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { May } from '../client/shapes.ts';

/** antd's button in the office theme. `type="primary"` at most once on a page. */
export function Button(props: ButtonProps) {
  return <AntdButton {...props} />;
}

type MayButtonProps = Omit<ButtonProps, 'disabled'> & { /** From the row's `may`; undefined hides the button. */ readonly may: May | undefined; readonly children: ReactNode };

/** A button that is open, shut with its reason, or absent, as the server said. */
export function MayButton({ may, children, onClick, ...rest }: MayButtonProps) {
  const reason = useMayReason(may);
  if (may === undefined) return null;
  if (may === true) return <AntdButton {...rest} {...(onClick ? { onClick } : {})}>{children}</AntdButton>;
  return (
    <Tooltip title={reason}>
      <AntdButton {...rest} aria-disabled="true" className={`${rest.className ?? ''} shut`} htmlType="button" type="default">
        {children}
        <span className="sr">{reason}</span>
      </AntdButton>
    </Tooltip>
  );
}

/** Words of the reason why an act is shut; empty when it is open. */
export function useMayReason(may: May | undefined): string {
  const { t, i18n } = useTranslation();
  if (may === undefined || may === true) return '';
  const key = [`may.${may.reason}`, `errors.${may.reason}`].find((one) => i18n.exists(one));
  return key === undefined ? t('may.unknown', { reason: may.reason }) : t(key);
}
