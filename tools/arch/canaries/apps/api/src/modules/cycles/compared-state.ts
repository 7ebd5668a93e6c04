export function careless(report: { state: string }, phase: string): number {
  if (report.state === 'vetting') return 1;
  switch (phase) {
    case 'check_in_closed': return 2;
    default: return 'vetting'.length;
  }
}
