import { handler } from '../handler.server'

export const loader = ({ request }) => handler(request)
export const action = ({ request }) => handler(request)
