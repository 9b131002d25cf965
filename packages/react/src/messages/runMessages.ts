/** What is said of a run in more than one place. */
export const runMessages = {
  steps: (steps: number) => (steps === 1 ? '1 step' : `${steps} steps`),
  currentStep: (step: number) => `step ${step}`,
  goalUnknown: 'Untitled run',
  stepsLabel: 'Steps',
}
