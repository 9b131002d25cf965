import { CustomerRun } from './customerRun'

export default async function Page({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params
  return <CustomerRun runId={runId} />
}
