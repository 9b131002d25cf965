/** What `RunSummary` says beside the data of a run. */
export const summaryMessages = {
  summaryDuration: 'Duration',
  summaryStarted: 'Started',
  summaryCreated: 'Queued',
  summarySite: 'Site',
  summaryProfile: 'Profile',
  summaryProxy: 'Proxy',
  summaryAttached: 'yes',
  summaryRunId: 'Run id',
  summaryRunPage: 'In TinyFish',
  openRunPage: 'Open in TinyFish',
  copyRunId: 'Copy the run id',
  copySelected: 'Selected, copy it by hand',
}
