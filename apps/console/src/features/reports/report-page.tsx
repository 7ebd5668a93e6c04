import type { ReportOut } from '@shuping/contracts';
import { useState } from 'react';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { Loaded, usePathParams } from '../../ui/index.ts';
import { Editor } from './editor.tsx';
import { Reading } from './reading.tsx';

export function Page() {
  const { id = '' } = usePathParams();
  const path = `/reports/${id}`;
  useCycleOfPage(useApiQuery<ReportOut>(path).data?.cycleId);
  return <ReportView key={id} path={path} />;
}

/** The report at an API path: written by its author, read by others. */
export function ReportView({ path }: { readonly path: string }) {
  const query = useApiQuery<ReportOut>(path);
  const [turn, setTurn] = useState(0);
  const reload = (): void => void query.refetch().then(() => setTurn((now) => now + 1));
  return <Loaded query={query}>{(report) => (report.mine ? <Editor key={`${report.id} ${turn}`} report={report} onReload={reload} /> : <Reading report={report} />)}</Loaded>;
}
