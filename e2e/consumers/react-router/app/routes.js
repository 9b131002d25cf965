import { route } from '@react-router/dev/routes'

export default [
  route('api/fishbowl/*', 'routes/fishbowl.js'),
  route('runs/:runId', 'routes/run.jsx'),
]
